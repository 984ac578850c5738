/** The features, the teacher and the start of one replica, in numbers. */
export interface Manifold {
  readonly N: number;
  readonly D: number;
  /** N x D, row-major; empty without a manifold. */
  readonly F: Float32Array | Float64Array;
  /** M x D, or M x N where the teacher sees the inputs. */
  readonly B: Float64Array;
  /** K x N */
  readonly w: Float64Array;
  readonly v: Float64Array;
}
