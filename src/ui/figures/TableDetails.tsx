import { Suspense, useState, type ReactNode } from 'react';

interface Props {
  readonly name: string;
  /** The table; loaded and mounted only while it is open. */
  readonly children: ReactNode;
}

export const TableDetails = ({ name, children }: Props): ReactNode => {
  const [open, setOpen] = useState(false);
  return (
    <details className="table-details" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Data as a table<span className="unseen">{`: ${name}`}</span></summary>
      {open && <Suspense>{children}</Suspense>}
    </details>
  );
};
