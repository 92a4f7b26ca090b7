import type { Category } from "./api.ts";

export const Chips = ({ categories }: { categories: Category[] }) =>
  categories.length === 0 ? null : (
    <span class="chips">
      {categories.map((c) => (
        <span key={c.name} class={`chip ${c.color}`}>{c.name}</span>
      ))}
    </span>
  );
