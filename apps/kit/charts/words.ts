export const words = {
  table: ['表格', 'Table'],
  saveAs: ['把“{title}”存为 {kind}', 'Save “{title}” as {kind}'],
  showTable: ['用表格看：{title}', 'As a table: {title}'],
  more: ['还有 {n} 行，导出可见全部', '{n} more rows; an export holds them all'],
} as const
