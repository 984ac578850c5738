import type { Order, Task } from '../../../src/models/committee/equations.ts';
import { makePackedFlow, pack, packedLength } from '../../../src/models/committee/packed.ts';
import { jacobian } from '../../../src/numerics/jacobian.ts';
import { eigenvalues } from '../../../src/numerics/linear/eigenvalues.ts';

/** Largest real part of the eigenvalues of the whole flow at an order; v takes part where it is trained. */
export const growthAt = (task: Task, order: Order): number => {
  const y = new Float64Array(packedLength(task));
  pack(y, order);
  const flow = makePackedFlow(task);
  const J = jacobian((x, out) => flow(0, x, out), y);
  const moving = task.secondLayerRate > 0 ? y.length : y.length - task.K;
  const block = Float64Array.from({ length: moving * moving }, (_, i) => J[Math.floor(i / moving) * y.length + (i % moving)]!);
  return eigenvalues(block, moving)!.real[0]!;
};
