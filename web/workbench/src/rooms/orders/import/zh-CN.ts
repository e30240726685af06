/** Texts of bringing files in. */
export const importZh = {
  title: '导入',
  dropTitle: '把文件拖到这里',
  dropText:
    '订单、宝贝、退款报表（淘宝/天猫、京东、拼多多、抖店），聊天记录，人员和客服账号，商品，数据文件夹里的表：会自动认出是什么。收货人、电话和地址不会保存。',
  refusedText: '在这里改好再导入，或下载下来改好再导入；已导入的不会重复。',
  mend: '修改',
  mendDone: '已改',
  mendTitle: '修改第 {line} 行',
  mendKeep: '改好了',
  mendSend: '导入改好的 {n} 行',
  mendDrop: '放弃修改',
  checked: '正在检查整个文件，已看过 {n} 行',
  keptColumns: '不认识的列，原样保留（{n}）',
  keptText: '跟着订单存起来，在订单页能看到，导出时一起给出。',
  keptTitle: '文件里的其他列',
  keptOfLine: '明细 {key}',
  keptOfRefund: '退款 {key}',
  state_paused: '已暂停',
  pause: '暂停',
  pausedTitle: '已暂停',
  pausedText: '已导入 {n} 行；随时可以继续。',
} as const;
