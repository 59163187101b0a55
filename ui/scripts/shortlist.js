// A shortlist that stays in this browser: identifiers of entries, by directory. Nothing of it is sent until its page is
// opened or shared, whose address has them.
const MOST = 30

const place = document.querySelector('[data-shortlist]')
if (place) begin(place)

function begin (place) {
  const { directory, href, add, remove, full, label } = place.dataset
  const key = `signpost-shortlist-${directory}`
  const status = place.querySelector('[role=status]')
  const link = place.querySelector('a')
  const isId = value => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

  // A browser may forbid keeping anything: then there is no shortlist, and nothing is said of one.
  function read () {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isId).slice(0, MOST) : []
    } catch { return null }
  }
  function keep (ids) {
    try { ids.length ? localStorage.setItem(key, JSON.stringify(ids)) : localStorage.removeItem(key) } catch { return false }
    return true
  }
  if (read() === null) return

  const address = ids => ids.length ? `${href}?${ids.map(id => `id=${id}`).join('&')}` : href
  const buttons = []
  // Heard after the button's words, since a list has many of the same.
  const whose = name => {
    const heard = document.createElement('span')
    heard.className = 'govuk-visually-hidden'
    heard.textContent = `: ${name}`
    return heard
  }

  function show () {
    const ids = read() ?? []
    place.hidden = ids.length === 0 && !('always' in place.dataset)
    link.href = address(ids)
    link.textContent = label.replace('{n}', ids.length)
    for (const { id, name, button } of buttons) {
      const has = ids.includes(id)
      button.replaceChildren(has ? remove : add, whose(name))
    }
  }

  for (const entry of document.querySelectorAll('[data-listing]')) {
    const { listing: id, name } = entry.dataset
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'app-link-button govuk-body-s app-no-paper'
    button.addEventListener('click', () => {
      const ids = read() ?? []
      if (!ids.includes(id) && ids.length >= MOST) return void (status.textContent = full)
      const next = ids.includes(id) ? ids.filter(one => one !== id) : [...ids, id]
      if (!keep(next)) return
      status.textContent = ''
      show()
      status.textContent = link.textContent
    })
    entry.append(button)
    buttons.push({ id, name, button })
  }

  // The page of the shortlist itself, opened without an address that names any: show what is kept here.
  const kept = read()
  if ('own' in place.dataset && kept.length) return location.replace(address(kept))
  show()
  addEventListener('storage', event => { if (event.key === key) show() })
}
