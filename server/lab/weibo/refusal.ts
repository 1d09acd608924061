/** Weibo refuses with its own body; the HTTP status is 400 or 403, and for some codes even 200. */
export class WeiboRefusal extends Error {
  readonly code: number
  readonly status: number

  constructor(code: number, options: { detail?: string; status?: number } = {}) {
    super((messages[code] ?? 'System error').replace('%s', options.detail ?? ''))
    this.code = code
    this.status = options.status ?? (forbidden.has(code) ? 403 : 400)
  }
}

const forbidden: ReadonlySet<number> = new Set([
  10004, 10005, 10014, 10022, 10023, 10024, 21301, 21315, 21316, 21317, 21321, 21327, 21332,
])

/** The table in use since 2012; wordings, misspellings included, are the platform's. */
const messages: Readonly<Record<number, string>> = {
  10001: 'System error',
  10002: 'Service unavailable',
  10003: 'Remote service error',
  10004: 'IP limit',
  10005: 'Permission denied, need a high level appkey',
  10006: 'Source paramter (appkey) is missing',
  10007: 'Unsupport mediatype (%s)',
  10008: 'Param error, see doc for more info. (%s)',
  10009: 'Too many pending tasks, system is busy',
  10010: 'Job expired',
  10012: 'Illegal request',
  10013: 'Invalid weibo user',
  10014: 'Insufficient app permissions',
  10016: 'Miss required parameter (%s) , see doc for more info',
  10017: "Parameter (%s)'s value invalid",
  10018: 'Request body length over limit',
  10020: 'Request api not found',
  10021: 'HTTP method is not suported for this request',
  10022: 'IP requests out of rate limit',
  10023: 'User requests out of rate limit!',
  10024: 'User requests for (%s) out of rate limit',
  20001: 'IDs is null',
  20003: 'User does not exists',
  20005: 'Unsupported image type, only suport JPG, GIF, PNG',
  20006: 'Image size too large',
  20008: 'Content is null',
  20009: 'IDs is too many',
  20012: 'Text too long, please input text less than 140 characters',
  20013: 'Text too long, please input text less than 300 characters',
  20014: 'Security parameter error, please call again',
  20015: 'Account or ip or app is illgal, can not continue',
  20016: 'Out of limit',
  20017: 'Repeat content',
  20018: 'Contain illegal website',
  20019: 'Repeat content',
  20020: 'Contain advertising',
  20021: 'Content is illegal',
  20022: "Your ip's behave in a comic boisterous or unruly manner",
  20031: 'Test and verify',
  20032: 'Update success, while server slow now, please wait 1-2 minutes',
  20101: 'Target weibo does not exist',
  20102: 'Not your own weibo',
  20103: "Can't repost yourself weibo",
  20104: 'Illegal weibo',
  20109: 'Weibo id is null',
  20111: 'Repeated weibo text',
  20201: 'Target weibo comment does not exist',
  20202: 'Illegal comment',
  20203: 'Not your own comment',
  20204: 'Comment id is null',
  20206: 'Author only allow friends to comment',
  20207: 'Author has denied comments',
  20210: 'You are in the blacklist of the author',
  20301: "Can't send direct message to user who is not your follower",
  20302: 'Illegal direct message',
  20305: 'Direct message does not exist',
  20306: 'Repeated direct message text',
  21301: 'Auth faild',
  21314: 'Token used',
  21315: 'Token expired',
  21316: 'Token revoked',
  21317: 'Token rejected',
  21319: 'Accessor was revoked',
  21321: 'Applications over the unaudited use restrictions',
  21322: 'redirect_uri_mismatch',
  21323: 'invalid_request',
  21324: 'invalid_client',
  21325: 'invalid_grant',
  21327: 'expired_token',
  21328: 'unsupported_grant_type',
  21332: 'invalid_access_token',
  21335: "Request uid's value must be the current user",
}
