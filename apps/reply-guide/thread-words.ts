/** Texts of the public thread, loaded with it. */
export const threadWords = {
  thread: ['公开讨论', 'Public thread'],
  threadNone: ['没有上文', 'Nothing before'],
  noWords: ['（无文字）', '(no words)'],
  publicAudience: ['公开评论，约 {n} 人可见', 'Public comment, seen by about {n} people'],
  publicUnknown: ['公开评论，所有人可见', 'Public comment, visible to everybody'],
  reposts: ['{n} 次转发', '{n} reposts'],
  comments: ['{n} 条评论', '{n} comments'],
  secondReader: ['须两人把关', 'Needs a second reader'],
  secondReaderHint: [
    '公开回复发出后会先拦下，由另一位同事看过并放行',
    'A public reply is held until a colleague has read and released it',
  ],
  reachedreposts: ['已转发 {n} 次（满 {limit} 次）', '{n} reposts (limit {limit})'],
  reachedaudience: ['对方有 {n} 位粉丝（满 {limit} 位）', '{n} followers (limit {limit})'],
  deleted: ['原文已删除', 'The post was deleted'],
  openPost: ['在微博打开', 'Open on Weibo'],
} as const
