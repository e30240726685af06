const keyOf = (id: string) => `zg.rules.draft.${id}`;

/** What was typed and not saved, on this device; a private window or a full disk only loses this safety net. */
export const readDraft = (id: string): string | null => {
  try {
    return localStorage.getItem(keyOf(id));
  } catch {
    return null;
  }
};

export const keepDraft = (id: string, text: string): void => {
  try {
    localStorage.setItem(keyOf(id), text);
  } catch {
    // no room: the page itself still has it, and leaving warns
  }
};

export const clearDraft = (id: string): void => {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // nothing was kept
  }
};
