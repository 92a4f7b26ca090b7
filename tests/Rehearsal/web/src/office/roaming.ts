const keyOf = (person: string) => `roaming:${person}`;

/** What the add-in keeps in a person's own mailbox: JSON texts by name. A frame gets them when it starts, as in Outlook. */
export function roamingSettings(person: string): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(keyOf(person)) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

export const saveRoaming = (person: string, settings: Record<string, string>) => localStorage.setItem(keyOf(person), JSON.stringify(settings));
