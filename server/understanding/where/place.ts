/** A province, a city or a district, with what it lies in. Names are short: 广东, 深圳, 南山. */
export interface Place {
  readonly province: string
  readonly city: string | null
  readonly district: string | null
}

/** 1 province, 2 city, 3 district. */
export function levelOf({ city, district }: Place): 1 | 2 | 3 {
  if (district !== null) return 3
  return city === null ? 1 : 2
}

/** Whether `inner` is `outer` or lies in it. */
export function isWithin(inner: Place, outer: Place): boolean {
  if (inner.province !== outer.province) return false
  if (outer.city !== null && inner.city !== outer.city) return false
  return outer.district === null || inner.district === outer.district
}
