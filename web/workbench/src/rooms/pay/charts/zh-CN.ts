export const zh = {
  copied: '已复制',
  copyFailed: '没有复制成，请选中后复制',
  asChart: '看图',
  asTable: '看表',
  copy: '复制',
} as const;
