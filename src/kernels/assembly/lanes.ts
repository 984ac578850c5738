/** Two of the four lanes of number `index`: `half` is 0 or 16. */
@inline
export function at(base: usize, index: i32, half: usize): v128 {
  return v128.load(base + (<usize>index << 5) + half);
}

@inline
export function put(base: usize, index: i32, half: usize, value: v128): void {
  v128.store(base + (<usize>index << 5) + half, value);
}

/** `both` of a number in memory. */
@inline
export function spread(pointer: usize, offset: usize): v128 {
  return v128.load64_splat(pointer + offset);
}
