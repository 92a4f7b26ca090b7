import type { Me } from "../api/shapes";

type Authority = Me["allAuthorities"][number];

/** ”Bygg- och miljönämnden (BYN)” */
export const labelOf = ({ name, series }: Authority): string => `${name} (${series})`;

/** What a choice of diary offers. */
export const AuthorityOptions = ({ authorities }: { authorities: readonly Authority[] }) => (
  <>
    {authorities.map((one) => (
      <option key={one.series} value={one.series}>
        {labelOf(one)}
      </option>
    ))}
  </>
);
