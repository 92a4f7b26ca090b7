import { number } from "./words";

export interface Bar {
  name: string;
  /** Null: so few that it isn't told. */
  count: number | null;
}

/** Bars with their numbers, and the same as a table: nothing is told by a picture alone. */
export function Bars({ title, unit, bars, few }: { title: string; unit: string; bars: readonly Bar[]; few: string }) {
  const largest = Math.max(1, ...bars.map((bar) => bar.count ?? 0));
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {bars.length === 0 ? (
        <p class="small">Inget att visa ännu.</p>
      ) : (
        <>
          <ul class="bars" aria-hidden="true">
            {bars.map((bar) => (
              <li key={bar.name}>
                <span>{bar.name}</span>
                <svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">
                  <rect width={bar.count === null ? 1 : (100 * bar.count) / largest} height="10" class={bar.count === null ? "few" : ""} />
                </svg>
                <span>{bar.count === null ? few : number(bar.count)}</span>
              </li>
            ))}
          </ul>
          <TableBehind title={title} heads={["", unit]} rows={bars.map((bar) => [bar.name, bar.count])} few={few} />
        </>
      )}
    </figure>
  );
}

export interface Column {
  name: string;
  counts: readonly (number | null)[];
}

/** Columns side by side, month by month. The kinds differ by fill, not by colour alone. */
export function Columns({
  title,
  kinds,
  columns,
  few,
}: {
  title: string;
  kinds: readonly string[];
  columns: readonly Column[];
  few: string;
}) {
  const largest = Math.max(1, ...columns.flatMap((column) => column.counts.map((count) => count ?? 0)));
  const [wide, high] = [30, 100];
  const each = (wide - 8) / kinds.length;
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div class="columns" aria-hidden="true">
        <svg aria-hidden="true" viewBox={`0 0 ${columns.length * wide} ${high + 4}`} preserveAspectRatio="none">
          {columns.map((column, at) =>
            column.counts.map((count, kind) => {
              const height = count === null ? 2 : (high * count) / largest;
              return (
                <rect
                  key={kinds[kind]}
                  class={`kind${kind}`}
                  x={at * wide + 4 + kind * each}
                  y={high + 2 - height}
                  width={each - 1}
                  height={height}
                />
              );
            }),
          )}
        </svg>
        <p class="ends">
          <span>{columns[0]?.name}</span>
          <span>{columns.at(-1)?.name}</span>
        </p>
      </div>
      <ul class="legend" aria-hidden="true">
        {kinds.map((kind, at) => (
          <li key={kind}>
            <svg aria-hidden="true" viewBox="0 0 10 10">
              <rect class={`kind${at}`} x="0.5" y="0.5" width="9" height="9" />
            </svg>{" "}
            {kind}
          </li>
        ))}
      </ul>
      <TableBehind title={title} heads={["Månad", ...kinds]} rows={columns.map((column) => [column.name, ...column.counts])} few={few} />
    </figure>
  );
}

function TableBehind({
  title,
  heads,
  rows,
  few,
}: {
  title: string;
  heads: readonly string[];
  rows: readonly (readonly [string, ...(number | null)[]])[];
  few: string;
}) {
  return (
    <details>
      <summary>Visa som tabell</summary>
      <table>
        <caption class="small">{title}</caption>
        <thead>
          <tr>
            {heads.map((head, at) =>
              at === 0 && !head ? (
                <td key="first" />
              ) : (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...counts]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {counts.map((count, at) => (
                <td key={heads[at + 1]}>{count === null ? few : number(count)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
