/** Processor time of this process, ms: what others do on the machine meanwhile does not count. */
export function spentMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
