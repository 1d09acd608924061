import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

function about(id: string, words: readonly string[], asked?: string): LintContext {
  const topics = [{ id, words, verdict: 'hold' as const }]
  return asked === undefined ? { topics } : { topics, inbound: [{ text: asked }] }
}
const tariff = about('阶梯电价', ['阶梯电价', '阶梯'], '阶梯电价合理吗？你们支持取消吗')
const porting = about('携号转网', ['携号转网'])
const overtime = about('996', ['996', '加班文化'])
const gmo = about('转基因', ['转基因'])
const surgery = about('整容', ['整容', '医美'])
const dowry = about('彩礼', ['彩礼'])
const smoking = about('室内禁烟', ['室内禁烟', '禁烟'])
const fur = about('皮草', ['皮草'])

export const examples: RuleExamples = {
  flagged: [
    { draft: '我们坚决支持阶梯电价，用得多就该多付。', context: tariff },
    { draft: '阶梯电价本来就不合理，早该取消了。', context: tariff },
    { draft: '确实不公平，我们也希望取消。', context: tariff },
    { draft: '反对阶梯电价的人都是没算过账。', context: tariff },
    { draft: '举双手赞成！', context: tariff },
    { draft: '携号转网是好政策，限制的人就是心虚。', context: porting },
    { draft: '我们反对携号转网，老用户就应该留下。', context: porting },
    { draft: '996是剥削，我们绝不认同。', context: overtime },
    { draft: '年轻人多拼一拼，996没什么不好，是福报。', context: overtime },
    { draft: '加班文化早就该废除了，您说得对。', context: overtime },
    { draft: '转基因完全安全，反对的都是不懂科学。', context: gmo },
    { draft: '我们不认同转基因，大家都应该抵制。', context: gmo },
    { draft: '整容没有必要，自然才是美。', context: surgery },
    { draft: '医美很正常，质疑的人就是嫉妒。', context: surgery },
    { draft: '彩礼是陋习，我们支持零彩礼。', context: dowry },
    { draft: '关于彩礼，我们站在女方这边。', context: dowry },
    { draft: '室内禁烟利国利民，小桥力挺。', context: smoking },
    { draft: '禁烟太一刀切了，不近人情。', context: smoking },
    { draft: '穿皮草太残忍了，我们谴责这种行为。', context: fur },
    { draft: '皮草这事，凭什么不让穿？', context: fur },
    { draft: '携 号 转 网就是变相抢客户，我们不赞成。', context: porting },
    { draft: '您关心的996，我们的态度很明确：反对到底。', context: overtime },
    { draft: '抱歉让您有疑问。说到阶梯电价，我们认为它很科学、很公平。', context: tariff },
  ],
  passing: [
    { draft: '阶梯电价的标准由物价部门公布，您家这个月在第二档，每度0.59元。', context: tariff },
    { draft: '理解您的顾虑。您的用电量可以在App里查，需要的话我帮您算一笔账。', context: tariff },
    { draft: '阶梯电价是否合理我们不评价，能做的是帮您核对抄表读数。', context: tariff },
    { draft: '您的疑问很合理，抱歉没先说明。明天12:00前给您复核结果。', context: tariff },
    { draft: '有人支持有人反对，我们尊重不同的看法，具体以政府公告为准。', context: tariff },
    { draft: '合理安排用电时段，阶梯电价下也能省一些。', context: tariff },
    { draft: '我们支持携号转网，您带身份证到营业厅办理，当天生效。', context: porting },
    { draft: '携号转网的办理条件可以发短信查询，合约期内需要先解约。', context: porting },
    { draft: '感谢您一直支持我们，携号转网的流程已发到您的私信。', context: porting },
    {
      draft: '996的讨论我们看到了，我们更想先帮您把退款办好，今天18:00前到账。',
      context: overtime,
    },
    { draft: '关于转基因，产品原料都写在包装背面，您可以按需要选择。', context: gmo },
    { draft: '本品不含转基因原料，检测报告可以在官网查。', context: gmo },
    { draft: '做过医美的皮肤先问医生，再决定要不要用。', context: surgery },
    { draft: '整容的话题我们不讨论，面霜的成分表这就发您。', context: surgery },
    { draft: '婚庆套餐不包含彩礼，含布置、摄影和主持，共8800元。', context: dowry },
    { draft: '彩礼怎么定是两家人的事，我们帮您把场地布置好。', context: dowry },
    { draft: '门店按规定室内禁烟，抽烟区在东门外，谢谢配合。', context: smoking },
    { draft: '皮草清洗请选干洗，水洗会掉毛。', context: fur },
    { draft: '如果您觉得收费不合理，可以申请复核，3天内答复。', context: tariff },
    { draft: '我们坚决反对加班费打折，抱歉让您误会了。' },
    { draft: '抱歉，师傅迟到很不应该，今天15:00一定到。', context: porting },
    { draft: '支持7天无理由退货，请放心下单。', context: fur },
  ],
}
