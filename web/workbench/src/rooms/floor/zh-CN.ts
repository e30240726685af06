export const zh = {
  phrases: '快捷短语',
} as const;
