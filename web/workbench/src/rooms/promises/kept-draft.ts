const keyOf = (place: string) => `zg.promise.draft.${place}`;

/** What was typed into a dialog and not saved, in this tab; a private window or a full disk only loses this safety net. */
export const readDraft = <T>(place: string): Partial<T> | null => {
  try {
    const text = sessionStorage.getItem(keyOf(place));
    const value: unknown = text === null ? null : JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : null;
  } catch {
    return null;
  }
};

/** Null forgets it. */
export const keepDraft = (place: string, draft: object | null): void => {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(place));
    else sessionStorage.setItem(keyOf(place), JSON.stringify(draft));
  } catch {
    // no room: the dialog itself still has it while it is open
  }
};
