/** A subject without "SV:" and its like. */
export const bareSubject = (subject: string) => subject.replace(/^((sv|re|vb|fw|fwd):\s*)+/i, "");
