import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Rows above and below the visible ones: a key press or a turn of the wheel meets no empty row. */
const spare = 8;

export interface VirtualListProps {
  label: string;
  total: number;
  /** Of every row, in CSS pixels. */
  rowHeight: number;
  /** A row that is kept in the page and in sight: the chosen one. */
  kept: number;
  show: (from: number, to: number) => void;
  row: (index: number) => ComponentChildren;
}

/** A list of any length: only rows near the visible ones stand in the page, and assistive technology is told of the rest. */
export function VirtualList({ label, total, rowHeight, kept, show, row }: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 800 });
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - spare);
  const last = Math.min(total - 1, Math.ceil((seen.top + seen.height) / rowHeight) + spare);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight });
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);

  useEffect(() => show(first, Math.max(first, last)), [show, first, last, total]);

  useEffect(() => {
    const element = box.current;
    if (!element || kept < 0) return;
    const top = kept * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight - element.clientHeight;
  }, [kept, rowHeight]);

  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  if (kept >= 0 && kept < total && (kept < first || kept > last)) rows.push(kept);
  return (
    <div class="list" ref={box}>
      <ul class="items" aria-label={label} style={{ height: `${total * rowHeight}px` }}>
        {rows.map((index) => (
          <li
            key={index}
            aria-setsize={total}
            aria-posinset={index + 1}
            style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
          >
            {row(index)}
          </li>
        ))}
      </ul>
    </div>
  );
}
