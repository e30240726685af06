/** What the widget takes when the shop chose nothing. */
export const standardColour = '#9a3412';

const part = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** The text colour on the shop's colour, chosen as the widget chooses it: a contrast of at least 4.5. */
export const inkOn = (hex: string): string => {
  const luminance = 0.2126 * part(hex, 1) + 0.7152 * part(hex, 3) + 0.0722 * part(hex, 5);
  return 1.05 / (luminance + 0.05) >= 4.5 ? '#ffffff' : '#111111';
};
