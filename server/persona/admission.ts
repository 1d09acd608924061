import type { Phrase } from './speech.ts'

// What is only supposed, asked or still to be found out is no admission.
const undecided =
  /如果|若|假如|要是|倘若|一旦|万一|是否|是不是|有没有|属不属于|还不能|不能(?:判断|确定|下结论|断定|认定)|尚未|尚无|还没(?:有)?|没法(?:判断|确定)|无法(?:判断|确定|认定)|未必|不一定|究竟|到底|谁的|哪方|哪一方|何种|什么原因|等[^,。]{0,10}(?:结果|结论|报告|查清|查明|核实)|(?:查|核|复检|检测|鉴定|调查)[^,。]{0,4}(?:后|清楚|明白|属实)|属实|该(?:是|由|我们)|凡是|只要/
// Late answers and poor manners are known from the ticket itself; owning up to them settles no open fact.
const manners =
  /回复|答复|沟通|联系|通知|告知|告诉|跟进|响应|态度|解释|说明|电话|接听|客服|久等|空等|等(?:了|太|这么|那么|半)|没说清|讲清|语气|进度|消息|主动|回访|话术/
const ours = '(?:我们?|我司|我方|本店|本公司|公司|小店|我们?这边|平台|商家|店里|厂里)'

/** Words that admit fault or liability. */
export const admission: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `(?:是|属于|确系|系|怪|错在|归|在于|因为|由于|因)${ours}(?:[^,。!?;]{0,8})?(?:责任|错|过错|过失|失误|问题|原因|缺陷|疏忽|违规|锅|造成|导致|引起|引发|没做好|不当|不到位|没检查|没把关|弄坏|搞坏|不合格|不达标|偷工减料|做错|弄错)`,
      'g',
    ),
    unlessBefore: /(?:不|并不|并非|不全|难道|哪|没说|没有说)$/,
    unlessAround: undecided,
  },
  {
    pattern: new RegExp(
      `${ours}(?:的)?(?:[^,。!?;]{0,6})?(?:操作失误|操作不当|施工不当|人为失误|工作失误|失误|失职|违规|偷工减料|用料不合格|材料不合格|以次充好|把关不严|品控(?:没|不|失|出)|质检(?:没|不|失|出)|监管不力|检修不到位|维护不到位|负全责|全责|有责任|有过错|有错|认错|认罚|做错了|错了|弄错了|搞错了|设计缺陷)`,
      'g',
    ),
    unlessBefore: /(?:不是|并非|没有|不代表)[^,]{0,2}$/,
    unlessAround: new RegExp(
      `${undecided.source}|没有(?:过错|失误|责任|违规)|有责任(?:帮|为|给|把|查|核|配合|保障|向|对)`,
    ),
  },
  {
    pattern: new RegExp(
      `(?:由)?${ours}(?:愿意|会|来|将|自愿|同意|肯定|一定|全部?|都|愿|应该|应当|必须)*(?:承担|负|担)(?:起|了)?(?:全部|一切|所有|主要|相应|完全|赔偿|该负的|此次|这次|法律)*(?:的)?(?:责任|损失|责|后果)`,
      'g',
    ),
    unlessAround: undecided,
  },
  {
    pattern: new RegExp(
      `(?:损失|费用|后果|误工费|医药费|检测费)[^,。!?;]{0,4}(?:由|都由|全由)?${ours}(?:来|会|都|全|全部|一律|照)*(?:赔|包|承担|负责|出)|(?:全部|一律|双倍|十倍|三倍|加倍|照价)(?:赔|赔偿|赔付)(?:[您你给])?|全赔|假一赔[三十]`,
      'g',
    ),
    unlessAround: undecided,
  },
  {
    pattern:
      /(?:确实|确认|承认|的确|就是|属于|确系|证实|肯定|是|存在|有|出现了?|因为|由于)(?:了|是|存在|有|属于|出了|产品|我们的|的|一个|这批|严重|明显|一定)*(?:质量(?:问题|缺陷|不过关|不合格|不达标)|产品缺陷|设计缺陷|设计问题|生产缺陷|批次问题|品控问题|安全隐患|人为失误|管理漏洞|系统漏洞|工艺缺陷|用料问题)/g,
    unlessBefore: /(?:不|没|没有|并不|并非|未|无)$/,
    unlessAround: new RegExp(
      `${undecided.source}|没有[^,。]{0,4}(?:质量|缺陷|隐患)|不存在|为了|排查|检查|避免|疑似|反映|担心`,
    ),
  },
  {
    pattern:
      /(?:产品|质量|材料|用料|这批|批次|水质|气压|线路|零件|包装|检测)[^,。!?;]{0,6}(?:确实|的确|就是|本身)?(?:不合格|不达标|不过关|有缺陷|有问题|超标|有瑕疵)/g,
    unlessBefore: /(?:不会|不是|没有)[^,]{0,3}$/,
    unlessAround: new RegExp(`${undecided.source}|没有(?:问题|瑕疵|缺陷)|检测出`),
  },
]

/** Whether an admission is about how we answered, not about what is being looked into. */
export function isAboutManners(sentence: string): boolean {
  return manners.test(sentence)
}
