import type { RuleExamples } from '../rule.ts'

const ask = { inbound: [{ text: '洗衣机漏水，地板都泡了' }] }
const praise = { ...ask, ticket: { type: 'praise' } } as const
const solved = { ...ask, ticket: { status: 'solved' } } as const
const bye = { inbound: [{ text: '好的，谢谢' }] }

export const examples: RuleExamples = {
  flagged: [
    { draft: '非常抱歉，给您添麻烦了。', context: ask },
    { draft: '很理解您的心情，抱歉。', context: ask },
    { draft: '抱歉给您带来不便，敬请谅解。', context: ask },
    { draft: '对不起，让您失望了，感谢您的理解与支持。', context: ask },
    { draft: '换谁遇到都会生气，真的抱歉。', context: ask },
    { draft: '您受累了，实在不好意思。', context: ask },
    { draft: '深表歉意，请您原谅。', context: ask },
    { draft: '给您添堵了，对不起。', context: ask },
    { draft: '我们非常理解您的着急。', context: ask },
    { draft: '让您费心了，抱歉。', context: ask },
    { draft: '真的很抱歉，请您消消气。', context: ask },
    { draft: '抱歉让您受委屈了，我们也很难过。', context: ask },
    { draft: '您的感受我们都懂，对不起。', context: ask },
    { draft: '不好意思，影响您的心情了。', context: ask },
    { draft: '抱歉抱歉，实在对不起。', context: ask },
    { draft: '听到这样的事，我们也很心疼。', context: ask },
    { draft: '是我们没做好，深感愧疚。', context: ask },
    { draft: '让您担心了，万分抱歉。', context: ask },
    { draft: '非常抱歉，我们会引以为戒。', context: ask },
    { draft: '很抱歉影响到您的生活。', context: ask },
    { draft: '抱歉，请您多包涵。', context: ask },
  ],
  passing: [
    { draft: '非常抱歉，师傅明天10点上门。', context: ask },
    { draft: '抱歉给您添麻烦了，请把照片发给我。', context: ask },
    { draft: '很理解您的着急，我马上联系师傅。', context: ask },
    { draft: '对不起，漏水的维修费我们出。', context: ask },
    { draft: '让您费心了，您看换新可以吗？', context: ask },
    { draft: '抱歉，已经登记，今天答复您。', context: ask },
    { draft: '您受累了，先关总阀，我帮您约师傅。', context: ask },
    { draft: '抱歉，我们这就安排检测。', context: ask },
    { draft: '换谁都会急，我盯着师傅今晚到。', context: ask },
    { draft: '给您添堵了，地板损失凭票赔付。', context: ask },
    { draft: '实在抱歉，原因查清后第一时间告诉您。', context: ask },
    { draft: '抱歉，建议先断电，避免触电。', context: ask },
    { draft: '对不起，会有专员联系您。', context: ask },
    { draft: '抱歉影响您，换新机明天送。', context: ask },
    { draft: '不好意思，稍后回复您方案。', context: ask },
    { draft: '先关总阀。', context: ask },
    { draft: '您好，请问型号是什么？', context: ask },
    { draft: '抱歉给您添过麻烦，谢谢您的表扬。', context: praise },
    { draft: '给您添麻烦了，抱歉。', context: solved },
    { draft: '给您添麻烦了，抱歉。', context: bye },
    { draft: '抱歉给您添麻烦了。' },
  ],
}
