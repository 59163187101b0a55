// A Signpost directory within a page of another site. One tag is enough:
//
//   <script src="https://…/embed/signpost.js" data-directory="carers" data-language="cy" async></script>
//
// It shows a search where it stands. A page may also write the element itself, as often as it likes:
//
//   <signpost-directory directory="carers" language="cy" limit="5" heading-level="3"></signpost-directory>
//
// What is within lives in a shadow tree: neither the page's styles nor these reach the other. Nothing is kept and no
// cookie is set; the postcode goes to Signpost and nowhere else. WORDS stands before this, in both languages.
(() => {
  'use strict'
  const tag = document.currentScript
  const signpost = new URL(tag.src).origin

  // Measured in the reader's own size of text: a page's root size does not reach in.
  const styles = new CSSStyleSheet()
  styles.replaceSync(`
    :host { display: block }
    .all { all: initial; display: block; box-sizing: border-box; max-width: 42em; padding: 1em; border: 1px solid #b1b4b6;
      background: #fff; color: #0b0c0c; font: medium/1.4 Arial, Helvetica, sans-serif; overflow-wrap: anywhere }
    .all * { box-sizing: border-box }
    .heading { margin: 0 0 .6em; font-size: 1.3em; font-weight: bold; line-height: 1.2 }
    .name, .hint { margin: 0 0 .6em; color: #484949 }
    label { display: block; font-weight: bold }
    .hint { margin: 0 0 .3em }
    .error { margin: 0 0 .4em; color: #ca3535; font-weight: bold }
    form { display: block; margin: 0 0 1em }
    .row { display: flex; flex-wrap: wrap; gap: .6em }
    input { flex: 1 1 8em; min-width: 0; max-width: 12em; min-height: 2.5em; padding: .3em; border: 2px solid #0b0c0c; border-radius: 0;
      background: #fff; color: inherit; font: inherit }
    [aria-invalid=true] { border-color: #ca3535 }
    button { min-height: 2.5em; padding: .3em 1em; border: 0; background: var(--button, #0f7a52); color: var(--button-text, #fff);
      font: inherit; font-weight: bold; cursor: pointer }
    a { color: var(--link, #1a65a6) }
    input:focus, button:focus, a:focus { outline: 3px solid #fd0; outline-offset: 0; box-shadow: 0 0 0 5px #0b0c0c }
    .status { min-height: 1.4em; margin: 0 0 .4em; font-weight: bold }
    ol { margin: 0 0 1em; padding: 0; list-style: none }
    li { margin: 0; padding: .8em 0; border-top: 1px solid #b1b4b6 }
    li p { margin: 0 }
    .title { margin: 0; font-size: 1em; font-weight: bold }
    .quiet { color: #484949 }
    .all > p:last-child { margin: 0 }
    .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
  `)

  const make = (name, properties = {}, ...children) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(properties)) {
      if (value === false || value === undefined || value === null) continue
      made.setAttribute(key, value)
    }
    made.append(...children.filter(child => child !== null && child !== undefined))
    return made
  }

  class SignpostDirectory extends HTMLElement {
    #root = this.attachShadow({ mode: 'open' })
    #latest = 0

    connectedCallback () {
      if (this.#root.adoptedStyleSheets.length) return
      this.#root.adoptedStyleSheets = [styles]
      this.#begin()
    }

    get language () { return this.getAttribute('language') === 'cy' ? 'cy' : 'en' }
    get words () { return WORDS[this.language] }

    #bounded (name, otherwise, least, most) {
      const given = Number.parseInt(this.getAttribute(name), 10)
      return given >= least && given <= most ? given : otherwise
    }

    #own (path) {
      return `${this.directory.address}${this.language === 'cy' ? '/cy' : ''}${path}`
    }

    async #ask (path) {
      const key = this.getAttribute('key')
      const headers = key ? { Authorization: `Bearer ${key}` } : {}
      const slug = encodeURIComponent(this.getAttribute('directory') ?? '')
      const answer = await fetch(`${signpost}/api/v1/directories/${slug}/embed${path}`, { headers, credentials: 'omit', referrerPolicy: 'origin' })
      return { status: answer.status, body: await answer.json() }
    }

    async #begin () {
      const all = make('div', { class: 'all', lang: this.language })
      this.#root.append(all)
      try {
        const { status, body } = await this.#ask('')
        if (status !== 200) return this.#cannot(all, status)
        this.directory = body
      } catch {
        // A browser does not tell a page why it may not read an answer.
        return this.#cannot(all, 403)
      }
      const { link, button, button_text: text } = this.directory
      for (const [name, colour] of Object.entries({ link, button, 'button-text': text })) all.style.setProperty(`--${name}`, colour)
      this.#form(all)
    }

    #cannot (all, status) {
      const here = `${signpost}/d/${encodeURIComponent(this.getAttribute('directory') ?? '')}${this.language === 'cy' ? '/cy' : ''}`
      const said = status === 403 ? this.words.notHere : this.words.unavailable
      all.replaceChildren(make('p', {}, `${said} `, this.#link(here, this.words.whole)))
    }

    #link (href, words) {
      return make('a', { href, target: '_blank', rel: 'noopener' }, words, make('span', { class: 'unseen' }, ` (${this.words.newTab})`))
    }

    #form (all) {
      const { words } = this
      const level = this.#bounded('heading-level', 2, 1, 6)
      const name = this.language === 'cy' ? this.directory.name_cy : this.directory.name
      this.heading = make(`h${level}`, { class: 'heading', id: 'heading' }, words.heading)
      this.error = make('p', { class: 'error', id: 'error', hidden: '' })
      this.input = make('input', { id: 'near', name: 'near', autocomplete: 'postal-code', spellcheck: 'false', 'aria-describedby': 'hint' })
      this.status = make('p', { class: 'status', role: 'status' })
      this.list = make('ol', { hidden: '', 'aria-label': words.results })
      this.whole = make('p', {}, this.#link(this.#own(''), words.whole))
      this.titles = `h${Math.min(level + 1, 6)}`
      const form = make('form', { novalidate: '', role: 'search', 'aria-labelledby': 'heading' },
        make('label', { for: 'near' }, words.postcode),
        make('p', { class: 'hint', id: 'hint' }, words.hint),
        this.error,
        make('div', { class: 'row' }, this.input, make('button', { type: 'submit' }, words.search)))
      form.addEventListener('submit', event => { event.preventDefault(); this.#search() })
      all.replaceChildren(this.heading, make('p', { class: 'name' }, name), form, this.status, this.list, this.whole)
    }

    #refuse (sentence) {
      this.error.textContent = sentence
      this.error.hidden = false
      this.input.setAttribute('aria-invalid', 'true')
      this.input.setAttribute('aria-describedby', 'hint error')
      this.status.textContent = ''
      this.list.hidden = true
      this.input.focus()
    }

    async #search () {
      const near = this.input.value.trim()
      const { words } = this
      if (!near) return this.#refuse(words.missing)
      const mine = ++this.#latest
      this.status.textContent = words.searching
      const query = new URLSearchParams({ near, limit: this.#bounded('limit', 5, 1, 20) })
      let answer
      try { answer = await this.#ask(`/listings?${query}`) } catch { answer = { status: 0 } }
      // Whoever searched again meanwhile wants the later answer.
      if (mine !== this.#latest) return
      if (answer.status === 400) {
        const [wrong] = answer.body.errors ?? []
        return this.#refuse(words[wrong?.code === 'invalid_near' ? 'malformed' : 'unknown'].replace('{near}', near.toUpperCase()))
      }
      if (answer.status !== 200) return this.#refuse(words.unavailable)
      this.error.hidden = true
      this.input.removeAttribute('aria-invalid')
      this.input.setAttribute('aria-describedby', 'hint')
      this.#show(answer.body, near)
    }

    #count (forms, number) {
      const form = forms[new Intl.PluralRules(this.language).select(number)] ?? forms.other
      return form.replace('{n}', new Intl.NumberFormat(this.language).format(number))
    }

    #distance (kilometres) {
      const miles = Math.round(kilometres / 1.609344 * 10) / 10
      return miles < 0.1 ? this.words.close : this.#count(this.words.miles, miles)
    }

    #show ({ total, items }, near) {
      const { words } = this
      const listings = items.map(item => {
        const name = this.language === 'cy' && item.name_cy ? item.name_cy : item.name
        const place = item.place && `${item.place.town}, ${item.place.postcode.replace(' ', '\u00a0')}`
        const distance = item.distance_km === null ? null : this.#distance(item.distance_km)
        const where = [distance, place].filter(Boolean).join(' · ')
        const how = item.channels.map(channel => words.channels[channel] ?? channel).join(', ')
        return make('li', {},
          make(this.titles, { class: 'title' }, this.#link(this.#own(`/listings/${item.id}`), name)),
          make('p', {}, item.provider),
          make('p', { class: 'quiet' }, how),
          where ? make('p', { class: 'quiet' }, where) : null,
          item.phone ? make('p', {}, `${words.telephone}: `, make('a', { href: `tel:${item.phone.replace(/[^+\d]/g, '')}` }, item.phone)) : null)
      })
      this.list.replaceChildren(...listings)
      this.list.hidden = !listings.length
      this.status.textContent = total ? this.#count(words.count, total) : words.nobody
      this.whole.replaceChildren(this.#link(this.#own(`?${new URLSearchParams({ near })}`), words.whole))
    }
  }

  if (!customElements.get('signpost-directory')) customElements.define('signpost-directory', SignpostDirectory)
  if (tag.dataset.directory) {
    const element = document.createElement('signpost-directory')
    for (const [name, value] of Object.entries(tag.dataset)) {
      element.setAttribute(name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`), value)
    }
    tag.after(element)
  }
})()
