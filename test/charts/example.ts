/** One picture of the gallery: its size, and how it is drawn. Files of `examples/` export one; `gallery.test.ts` keeps a snapshot of each. */
export interface Example {
  name: string;
  width: number;
  height: number;
  draw(svg: SVGSVGElement): void;
}
