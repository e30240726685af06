export type TextPart = { text: string; href?: string };

const CANDIDATE = /https?:\/\/[^\s<>"'`，。；！？（）【】《》、]+/gi;

/** Only http and https lead anywhere; everything else (javascript:, data:, credentials in the address) stays text. */
export const safeHref = (address: string | null | undefined): string | null => {
  if (!address) {
    return null;
  }

  try {
    const url = new URL(address);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    return isWeb && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
};

/** Splits text into plain parts and safe links; the parts joined give the text again. */
export const textParts = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = match[0].replace(/[.,;:!?)\]}]+$/, '');
    const href = safeHref(shown);
    if (href === null) {
      continue;
    }

    if (match.index > from) {
      parts.push({ text: text.slice(from, match.index) });
    }

    parts.push({ text: shown, href });
    from = match.index + shown.length;
  }

  if (from < text.length || parts.length === 0) {
    parts.push({ text: text.slice(from) });
  }

  return parts;
};
