/** Which script a Chinese text is turned into. */
export type Script = 'simplified' | 'traditional'

type Convert = (text: string) => string

const loaded = new Map<Script, Promise<Convert>>()

// Where one simplified sign stands for several, by the words service is about; the whole list of
// phrases would weigh eight times the page.
const phrases =
  '头发 頭髮|理发 理髮|发票 發票|以后 以後|之后 之後|然后 然後|皇后 皇后|干净 乾淨|干燥 乾燥|饼干 餅乾|干部 幹部|面条 麵條|方便面 方便麵|面包 麵包|里面 裡面|这里 這裡|那里 那裡|哪里 哪裡|公里 公里|复印 複印|重复 重複|复杂 複雜|恢复 恢復|回复 回覆|答复 答覆|系统 系統|联系 聯繫|关系 關係|台风 颱風|平台 平台|柜台 櫃台|松开 鬆開|放松 放鬆|准备 準備|标准 標準|批准 批准|制作 製作|制造 製造|限制 限制|控制 控制|出版 出版|只要 只要|一只 一隻|钟表 鐘錶|表格 表格|手表 手錶|征求 徵求|面积 面積|周期 週期|一周 一週|下周 下週|本周 本週|日历 日曆|经历 經歷|借出 借出|签名 簽名|抽签 抽籤'

async function load(script: Script): Promise<Convert> {
  const { ConverterFactory } = await import('opencc-js/core')
  if (script === 'simplified') {
    const [signs, words] = await Promise.all([
      import('opencc-js/dict/TSCharacters'),
      import('opencc-js/dict/TSPhrases'),
    ])
    return ConverterFactory([words.default, signs.default])
  }
  const signs = await import('opencc-js/dict/STCharacters')
  return ConverterFactory([phrases, signs.default])
}

/** Turns a text into the other script; the dictionaries are fetched at the first call. */
export async function toScript(text: string, script: Script): Promise<string> {
  const loading = loaded.get(script) ?? load(script)
  loaded.set(script, loading)
  try {
    return (await loading)(text)
  } catch (error) {
    // A chunk that did not arrive may arrive the next time.
    loaded.delete(script)
    throw error
  }
}
