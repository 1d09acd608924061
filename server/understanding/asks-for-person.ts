// 人工智能, 人工费: made by people, not asking for one.
const person =
  /人工(?!智能|费|成本|湖|降雨|草|呼吸|审核|智慧|合成|授精|流产|关节|晶体|耳蜗|色素|钻|皮|客服(?:态度|真|很|说|告诉|已))|真人(?!秀|版|试|模特|实拍|穿)|活人|(?:找|要|有|换|叫|派|来)个?(?:大)?活?人(?:来|跟我|和我){1,2}(?:说|聊|谈|接|回)|(?:speak|talk|chat)\s+(?:to|with)\s+(?:a\s+)?(?:human|person|agent|somebody|someone)|\b(?:human|live|real)\s+(?:agent|person|being)\b/iu
const declined =
  /(?:不(?:用|要|需要|想|必)|别)[^,，。！!]{0,3}(?:人工|真人)|人工[^,，。]{0,6}(?:已|刚|回复|告诉|说|答)(?:过|了|我)/u

/** Whether a customer wants to speak to a person rather than to a machine. */
export function asksForPerson(text: string): boolean {
  return person.test(text) && !declined.test(text)
}
