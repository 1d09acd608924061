export function QualityMap() {
  return null
}
