export function Responses() {
  return null
}
