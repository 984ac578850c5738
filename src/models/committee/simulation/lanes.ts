import type { Order, Task } from '../equations.ts';

/** Replicas of one problem side by side. */
export interface Lanes {
  readonly task: Task;
  readonly advance: (n: number) => void;
  readonly writeOrder: (out: Order, lane: number) => void;
  readonly close: () => void;
}
