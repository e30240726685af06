export const reasons = [
  'price',
  'stock',
  'delivery',
  'unsuitable',
  'comparing',
  'silent',
  'service',
  'later',
  'other',
] as const;
