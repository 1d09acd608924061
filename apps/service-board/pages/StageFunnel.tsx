export function StageFunnel() {
  return null
}
