/** Where a pointer is, in the chart's own pixels (the viewBox), however the page scales it. */
export function pointerIn(svg: SVGSVGElement, event: { clientX: number; clientY: number }, width: number, height: number): [number, number] {
  const box = svg.getBoundingClientRect();
  const sx = box.width > 0 ? width / box.width : 1;
  const sy = box.height > 0 ? height / box.height : 1;
  return [(event.clientX - box.left) * sx, (event.clientY - box.top) * sy];
}

export interface DragHandlers {
  start?(event: PointerEvent): void;
  move(event: PointerEvent): void;
  end(event: PointerEvent): void;
  /** The mouse passes without a button. */
  hover?(event: PointerEvent): void;
}

/** A drag with pointer capture: the primary button, one pointer at a time. */
export function listenDrag(element: Element, handlers: DragHandlers): void {
  let active: number | null = null;
  const on = (name: string, listener: (event: PointerEvent) => void): void => element.addEventListener(name, listener as EventListener);
  on('pointerdown', (event) => {
    if (event.button !== 0 || active !== null) return;
    active = event.pointerId;
    // Else the press would take the focus away from the slider that `start` gives it to.
    event.preventDefault();
    try {
      element.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that has gone already cannot be captured; the drag then ends at the element's edge.
    }
    handlers.start?.(event);
    handlers.move(event);
  });
  on('pointermove', (event) => {
    if (event.pointerId === active) handlers.move(event);
    else if (active === null && event.pointerType === 'mouse') handlers.hover?.(event);
  });
  const finish = (event: PointerEvent): void => {
    if (event.pointerId !== active) return;
    active = null;
    handlers.end(event);
  };
  on('pointerup', finish);
  on('pointercancel', finish);
}
