// Where the official word stands. Pointing to it says nothing about the matter itself.
const official =
  '官方|官网|官微|官号|公告|公示|通告|声明|通报|发布会|信息披露|正式(?:消息|发布|公布|通知|渠道|文件|说明)|主管部门|物价部门|有关部门|监管部门|统一(?:发布|回应|答复|口径)|新闻发言人|公司公布'

const pointing = new RegExp(
  `(?:以|看|见|等|等待|静候|期待|敬请期待|关注|留意|查阅|查询|参考|参照|阅读|搜索|移步|到|去|在|通过|按|了解|认准|获取|注意|依照|根据)[^。!?]{0,16}(?:${official})|(?:${official})[^。!?]{0,10}(?:为准|第一时间|会(?:统一|及时|正式)?(?:发布|公布|说明|披露|告知|回应|公告)|都?有(?:说明|答复|详情)|里?(?:查看|可查|可见|可以看))|以[^。!?]{1,20}为准`,
)

// Declining to comment, or that there is nothing to tell.
const declining =
  /(?:不便|不能|无法|不方便|没法|不好|不宜|不会|不作|不做|不予|无权|不可以|没有权限|暂不|先不|暂时不|不对[^。!?]{1,12}|我们不|我不|恕不|[^。!?]不)(?:再|先|作|做|进行|提前|公开|过多|随意|擅自|向外|对外|在这里|在此|多)*(?:任何)?(?:评论|评价|评判|回应|透露|公布|公开|披露|置评|答复|解读|讨论|议论|猜测|多说|表态|剧透|发表|回答|说明|确认|站队)|(?:没有|没|暂无|尚无|无)(?:任何|更多|进一步|最新|新的|可以?|能|能够|确切|确定|具体|相关|什么|这方面|可供|正式)*(?:的)?(?:可以)?(?:透露|公布|公开|分享|披露|消息|信息|内容|资料|通知|收到)|(?:尚未|还没有?|暂未|未|没有|并未|还未|没)(?:正式|对外|最终|收到)?(?:公布|公开|披露|官宣|公告|发布|定论|通知|确认|接到)|(?:不清楚|不知情|不了解|不掌握|不是[^。!?]{0,8}能(?:说|答|回答))/

/** Text that points to the official announcement. */
export function pointsToOfficial(text: string): boolean {
  return pointing.test(text)
}

/** Text that refuses a comment, or says that nothing can be told yet. */
export function declinesComment(text: string): boolean {
  return declining.test(text)
}
