/** What is made of an object, made once for as long as the object lives. */
export function onceFor<Key extends object, Made extends object>(
  make: (key: Key) => Made,
): (key: Key) => Made {
  const made = new WeakMap<Key, Made>()
  return (key) => {
    const known = made.get(key)
    if (known) return known
    const one = make(key)
    made.set(key, one)
    return one
  }
}
