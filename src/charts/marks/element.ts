const namespace = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number | null>>;

/** Appends an SVG element. */
export function append<K extends keyof SVGElementTagNameMap>(parent: Element, name: K, attributes: Attributes = {}): SVGElementTagNameMap[K] {
  const element = document.createElementNS(namespace, name);
  write(element, attributes);
  parent.appendChild(element);
  return element;
}

/** Writes the attributes that changed (null removes one): an update touches only what moved. */
export function write(element: Element, attributes: Attributes): void {
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || value === undefined) {
      if (element.hasAttribute(name)) element.removeAttribute(name);
    } else {
      const text = typeof value === 'number' ? String(Math.round(value * 100) / 100) : value;
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
}

/** Shows or hides without touching the layout of the tree. */
export function show(element: Element, visible: boolean): void {
  write(element, { visibility: visible ? null : 'hidden' });
}
