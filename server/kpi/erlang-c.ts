/** What arrives in an hour, and how fast it must be taken up. */
export interface Load {
  /** Contacts an hour. */
  readonly perHour: number
  /** Mean work on one contact, seconds. */
  readonly handlingSeconds: number
}

export interface AnswerTarget {
  /** 0 to 1: of all contacts so many within the time. */
  readonly share: number
  readonly seconds: number
}

/** Nobody plans more; it also ends the search where the target cannot be met. */
const mostAgents = 10_000

/** Offered load in erlangs: how many agents would be busy without a pause. */
function erlangs({ perHour, handlingSeconds }: Load): number {
  return (perHour * handlingSeconds) / 3600
}

/** Erlang B, by its recursion in the number of agents, which never leaves 0 to 1. */
function blocked(load: number, agents: number): number {
  let share = 1
  for (let n = 1; n <= agents; n += 1) share = (load * share) / (n + load * share)
  return share
}

/** Erlang C: the chance that somebody must wait at all; 1 where the queue only grows. */
export function waitingShare(load: number, agents: number): number {
  if (load <= 0) return 0
  if (agents <= load) return 1
  const share = blocked(load, agents)
  return share / (1 - (load / agents) * (1 - share))
}

/** Share of contacts taken up within the time, first come first served, exponential work, nobody leaving. */
export function answeredWithin(load: Load, agents: number, seconds: number): number {
  const offered = erlangs(load)
  if (offered <= 0) return 1
  if (agents <= offered) return 0
  const leaves = ((agents - offered) * seconds) / load.handlingSeconds
  return 1 - waitingShare(offered, agents) * Math.exp(-leaves)
}

/** The fewest agents that meet the target; 0 where nothing arrives. */
export function agentsNeeded(load: Load, { share, seconds }: AnswerTarget): number {
  const offered = erlangs(load)
  if (offered <= 0) return 0
  let agents = Math.floor(offered) + 1
  while (agents < mostAgents && answeredWithin(load, agents, seconds) < share) agents += 1
  return agents
}
