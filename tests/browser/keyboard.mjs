// Someone who has only a keyboard. Whatever is used is reached by Tab, as they would, and must show that it has the
// focus; arrows move between radios, Space ticks, Enter follows. A mouse does nothing here, and no script of ours helps.

// More stops than any page has: whoever comes so far goes in circles.
const MOST_STOPS = 600

const isText = focus => ['text', 'email', 'password', 'tel', 'url', 'search', 'number'].includes(focus.type) || focus.tag === 'textarea'
const means = wanted => focus => wanted instanceof RegExp ? wanted.test(focus.says) : focus.says === wanted || focus.says.startsWith(wanted)

// What has the focus, in the words that a screen reader would say first, and whether one sees that it has.
function focused () {
  let it = document.activeElement
  while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement
  if (!it || it === document.body) return { tag: 'body', says: '', seen: true }
  const words = text => (text ?? '').replace(/\s+/g, ' ').trim()
  const label = it.labels?.[0]
  // Radios and checkboxes are drawn by their labels.
  const drawn = [[it, null], ...(label ? [[label, '::before']] : [])]
  const shows = ([element, part]) => {
    const style = getComputedStyle(element, part)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  }
  const box = it.getBoundingClientRect()
  return {
    tag: it.tagName.toLowerCase(),
    type: it.type ?? '',
    name: it.name ?? '',
    says: words(it.getAttribute('aria-label') ?? label?.innerText ?? it.innerText ?? it.value),
    checked: it.checked ?? false,
    value: it.value ?? '',
    inForm: Boolean(it.closest('main form')),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && drawn.some(shows),
  }
}

// The buttons that add a row to a list in a form, or take one out.
const ROWS = ['_more', '_less']

export class Keyboard {
  stops = 0
  constructor (page, fault) {
    this.page = page
    this.fault = fault
    // While somebody listens, Chromium opens no dialog of its own.
    page.on('filechooser', () => {})
  }

  // Typing an address is done by keyboard too.
  async opens (address) {
    const answer = await this.page.goto(address, { waitUntil: 'load' })
    if (answer.status() >= 400) throw new Error(`${address} answers ${answer.status()}`)
  }

  async next (key = 'Tab') {
    await this.page.keyboard.press(key)
    this.stops++
    const focus = await this.page.evaluate(focused)
    if (!focus.seen) this.fault(new URL(this.page.url()).pathname, `one does not see that ${focus.tag} “${focus.says.slice(0, 60)}” has the focus`)
    return focus
  }

  async to (is, what) {
    let focus = await this.page.evaluate(focused)
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      if (is(focus)) return focus
      focus = await this.next()
    }
    const heading = await this.page.locator('h1').first().innerText().catch(() => 'no heading')
    throw new Error(`${this.page.url()} (${heading}): Tab does not reach ${what}`)
  }

  async #leads (key) {
    const there = this.page.waitForNavigation({ waitUntil: 'load', timeout: 20000 })
    await this.page.keyboard.press(key)
    await there
  }

  // Follows a link or presses a button, and waits for the page to which it leads.
  async follows (words) {
    await this.to(focus => ['a', 'button'].includes(focus.tag) && means(words)(focus), `a link or button “${words}”`)
    await this.#leads('Enter')
  }

  async types (words, text) {
    await this.to(focus => isText(focus) && means(words)(focus), `a field “${words}”`)
    await this.#replaces(text)
  }

  async #replaces (text) {
    await this.page.keyboard.press('Control+A')
    await this.page.keyboard.insertText(text)
  }

  async picks (words) {
    const option = await this.page.evaluate(words => {
      const says = input => (input.labels[0]?.innerText ?? '').replace(/\s+/g, ' ').trim()
      const all = [...document.querySelectorAll('main input[type=radio], main input[type=checkbox]')]
      const input = all.find(input => says(input).startsWith(words))
      return input && { type: input.type, name: input.name, value: input.value }
    }, words)
    if (!option) throw new Error(`${this.page.url()}: there is no choice “${words}”`)
    if (option.type === 'checkbox') {
      const box = await this.to(focus => focus.type === 'checkbox' && focus.name === option.name && focus.value === option.value, `the box “${words}”`)
      if (!box.checked) await this.page.keyboard.press('Space')
      return
    }
    // Tab comes to one radio of a group; arrows to the others, which they choose.
    let radio = await this.to(focus => focus.type === 'radio' && focus.name === option.name, `the choices of “${words}”`)
    if (radio.value === option.value) { await this.page.keyboard.press('Space'); return }
    for (let moves = 0; moves < 50 && radio.value !== option.value; moves++) radio = await this.next('ArrowDown')
    if (radio.value !== option.value || !radio.checked) throw new Error(`${this.page.url()}: arrows do not choose “${words}”`)
  }

  // Chooses from a list by the first letters of an option.
  async selects (words, option) {
    await this.to(focus => focus.tag === 'select' && means(words)(focus), `a list “${words}”`)
    await this.page.keyboard.type(option)
    const chosen = await this.page.evaluate(() => document.activeElement.selectedOptions[0].innerText.trim())
    if (chosen !== option) throw new Error(`${this.page.url()}: typing “${option}” chooses “${chosen}”`)
  }

  // Answers what the page's form asks, in the order of the stops, and presses its first button that keeps it. `says` gives what is
  // typed into a field by its name, or nothing. The first choice of each group is taken, and `file` handed in.
  async answers (says, file = null) {
    const done = new Set()
    for (let stops = 0; stops < MOST_STOPS; stops++) {
      const focus = await this.page.evaluate(focused)
      if (focus.inForm && focus.tag === 'button' && !ROWS.includes(focus.name)) { await this.#leads('Enter'); return }
      if (focus.inForm && !done.has(focus.name)) {
        done.add(focus.name)
        const words = isText(focus) ? says(focus.name) : null
        if (words) await this.#replaces(words)
        else if (['radio', 'checkbox'].includes(focus.type) && !focus.checked) await this.page.keyboard.press('Space')
        else if (focus.type === 'file' && file) {
          const chooser = this.page.waitForEvent('filechooser', { timeout: 5000 })
          await this.page.keyboard.press('Enter')
          await (await chooser).setFiles(file)
        }
      }
      await this.next()
    }
    throw new Error(`${this.page.url()}: Tab does not reach the button of the form`)
  }

  async reads (words) {
    const text = await this.page.locator('main').innerText()
    if (!(words instanceof RegExp ? words.test(text) : text.includes(words))) throw new Error(`${this.page.url()} does not say “${words}”, but: ${text.slice(0, 600)}`)
  }
}
