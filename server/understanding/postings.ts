/** Slots with weights, side by side: walking through thousands of them costs next to nothing. */
export interface Postings {
  readonly count: number
  /** The first `count` hold. */
  readonly slots: Int32Array
  readonly weights: Float64Array
  /** Answers the place it was put. */
  add(slot: number, weight: number): number
  setWeight(place: number, weight: number): void
  /** The last takes the place of the one that goes; answers the slot that moved there, -1 where none did. */
  removeAt(place: number): number
}

const firstRoom = 4

export function createPostings(): Postings {
  let count = 0
  let slots = new Int32Array(firstRoom)
  let weights = new Float64Array(firstRoom)

  function makeRoom(): void {
    if (count < slots.length) return
    const more = { slots: new Int32Array(count * 2), weights: new Float64Array(count * 2) }
    more.slots.set(slots)
    more.weights.set(weights)
    slots = more.slots
    weights = more.weights
  }

  return {
    get count() {
      return count
    },
    get slots() {
      return slots
    },
    get weights() {
      return weights
    },
    add(slot, weight) {
      makeRoom()
      slots[count] = slot
      weights[count] = weight
      return count++
    },
    setWeight(place, weight) {
      weights[place] = weight
    },
    removeAt(place) {
      count--
      if (place === count) return -1
      const moved = slots[count] ?? -1
      slots[place] = moved
      weights[place] = weights[count] ?? 0
      return moved
    },
  }
}
