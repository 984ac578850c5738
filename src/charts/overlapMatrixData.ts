export interface OverlapMatrixData {
  description?: string;
  students: number;
  teachers: number;
  /** One to five, in the order of time. */
  matrices: OverlapFrame[];
  /** Default 'student' and 'teacher'. */
  rowWord?: string;
  columnWord?: string;
}

export interface OverlapFrame {
  /** Rich: 'start', '$t$ = 40'. */
  caption: string;
  current: boolean;
  /** Row major, students x teachers. */
  values: ArrayLike<number>;
}
