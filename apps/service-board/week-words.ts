export const weekWords = {
  lead: ['上一个完整周，与再前一周相比。', 'The last full week, compared with the one before.'],
  title: ['服务周报', 'Weekly service report'],
  range: ['{from} – {to}', '{from} – {to}'],
  print: ['打印', 'Print'],
  copy: ['复制 Markdown', 'Copy Markdown'],
  copied: ['已复制', 'Copied'],
  copyFailed: [
    '浏览器不让复制，请从下面选取',
    'The browser did not allow it: please select the text below',
  ],
  markdown: ['Markdown 文本', 'Markdown text'],
  findings: ['发现', 'Findings'],
  noFindings: ['与前一周相比没有明显变化', 'Nothing stands out against the week before'],
  figures: ['数字', 'Figures'],
  figure: ['指标', 'Figure'],
  week: ['本周', 'This week'],
  before: ['前一周', 'Week before'],
  change: ['变化', 'Change'],
  n: ['n', 'n'],
  better: ['变好', 'better'],
  worse: ['变差', 'worse'],
  findingbetter: [
    '{title}变好：{before} → {now}（{change}）',
    '{title} improved: {before} → {now} ({change})',
  ],
  findingworse: [
    '{title}变差：{before} → {now}（{change}）',
    '{title} got worse: {before} → {now} ({change})',
  ],
  findingmoved: [
    '{title}变化：{before} → {now}（{change}）',
    '{title} moved: {before} → {now} ({change})',
  ],
  findingthin: [
    '{title}只测到 {share}（{n} / {of}），看数字时要留意',
    '{title} was measured on only {share} ({n} of {of}): read it with care',
  ],
  findingpeak: [
    '{n} 个高峰时段无人在岗，例如 {day} {from}–{to}',
    '{n} peak hours had nobody at work, such as {day} {from}–{to}',
  ],
  findingday: [
    '最快的一天是 {day}，p50 {value}（n {n}）',
    'The fastest day was {day}: p50 {value} (n {n})',
  ],
  see: ['查看', 'See'],
  points: ['{n} 个百分点', '{n} points'],
} as const
