/** A price as pages write it: a bare number is yuan and gets its sign; whatever already says its currency stays as it is. */
export const priceText = (price: string): string => {
  const text = price.trim();
  return /^\d+(,\d{3})*(\.\d+)?([-–~～]\d+(,\d{3})*(\.\d+)?)?$/.test(text) ? `¥${text}` : text;
};
