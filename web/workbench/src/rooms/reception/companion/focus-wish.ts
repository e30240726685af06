type Field = { focus: () => void };

/** A field that has the focus next, though it may not be there yet. Whoever has gone on to another field meanwhile keeps that one. */
export const createFocusWish = () => {
  let madeAt: Element | null | undefined;
  return {
    make: () => {
      madeAt = document.activeElement;
    },
    forget: () => {
      madeAt = undefined;
    },
    /** Nothing happens while there is no field; the wish stands until there is one. */
    grant: (field: Field | null) => {
      if (madeAt === undefined || field === null) return;
      const now = document.activeElement;
      const isElsewhere = now !== madeAt && now !== null && now !== document.body;
      madeAt = undefined;
      if (!isElsewhere) field.focus();
    },
  };
};
