declare module "virtual:finding-rules" {
  interface RuleText {
    readonly id: string;
    /** Left out where nobody reads it. */
    readonly explanation?: string;
    /** A term a line. */
    readonly terms: string;
    readonly person?: "none" | "near" | "same" | "other";
    readonly topic?: boolean;
    readonly negated?: boolean;
    readonly bulk?: boolean;
    readonly form?: boolean;
    readonly value?: boolean;
    readonly writer?: string;
    readonly with?: string;
    readonly also?: string;
    readonly without?: string;
  }
  const rules: {
    readonly context: {
      readonly citations: Readonly<Record<string, { readonly rule: string; readonly heading: string; readonly quote: string }>>;
      readonly sets: Readonly<Record<string, string>>;
      readonly words: Readonly<Record<string, string>>;
    };
    /** Only with all the rules. */
    readonly moreNames?: string;
    readonly files: readonly {
      readonly category: string;
      readonly severity: "sensitive" | "protected";
      readonly cites?: string;
      readonly provision?: string;
      readonly rules: readonly RuleText[];
    }[];
  };
  export default rules;
}
