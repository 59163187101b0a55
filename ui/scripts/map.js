// The places of a list on a map, beside the list, which has all of it. Without pictures of the land it shows what a person
// needs most: where these are compared to them, by distance, direction and the towns around.
const WIDE = '(min-width: 48.0625em)'

for (const holder of document.querySelectorAll('[data-map]')) begin(holder)

function element (name, className, text) {
  const made = document.createElement(name)
  made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

function begin (holder) {
  const plan = JSON.parse(holder.dataset.map)
  const { words } = plan
  const frame = element('div', 'app-map__frame')
  frame.id = `${holder.id}-frame`
  frame.hidden = true
  const button = element('button', 'govuk-button govuk-button--secondary app-map__button')
  button.type = 'button'
  button.setAttribute('aria-controls', frame.id)
  let drawn
  const open = async shown => {
    frame.hidden = !shown
    button.setAttribute('aria-expanded', shown)
    button.textContent = shown ? words.hide : words.show
    if (!shown) return
    drawn ??= draw(frame, plan)
    try { (await drawn).invalidateSize() } catch (error) {
      drawn = undefined
      frame.textContent = words.failed
      reportError(error)
    }
  }
  button.addEventListener('click', () => open(frame.hidden))
  holder.append(button, frame)
  holder.hidden = false
  open(matchMedia(WIDE).matches && !navigator.connection?.saveData)
}

function styles () {
  return new Promise((resolve, reject) => {
    const link = element('link', '')
    Object.assign(link, { rel: 'stylesheet', href: new URL('./map.css', import.meta.url), onload: resolve, onerror: reject })
    document.head.append(link)
  })
}

async function draw (frame, { origin, places, labels, rings, tiles, words }) {
  await Promise.all([import('./leaflet.js'), styles()])
  const L = window.L
  frame.textContent = ''
  const map = L.map(frame, {
    attributionControl: Boolean(tiles),
    maxZoom: 17,
    scrollWheelZoom: false,
    zoomControl: false,
    zoomSnap: tiles ? 1 : 0.25,
  })
  frame.addEventListener('keydown', event => { if (event.key === 'Escape') map.closePopup() })
  frame.setAttribute('role', 'region')
  frame.setAttribute('aria-label', words.label)
  map.attributionControl?.setPrefix(false)
  L.control.zoom({ zoomInTitle: words.closer, zoomOutTitle: words.further }).addTo(map)
  L.control.scale({ maxWidth: 120, metric: false }).addTo(map)
  north(L, words).addTo(map)

  // Nothing is drawn before it is known what is looked at.
  const all = places.map(place => place.at).concat(origin ? [origin.at] : [])
  map.fitBounds(L.latLngBounds(all), { padding: [44, 44], maxZoom: tiles ? 15 : 13, animate: false })

  const icon = (className, content) => L.divIcon({ className, html: content, iconSize: null, popupAnchor: [0, -30] })
  const word = (at, className, text) => L.marker(at, {
    icon: icon('app-map__word', element('span', className, text)), interactive: false, keyboard: false, zIndexOffset: -1000,
  })
  const named = L.layerGroup(labels.map(label => word(label.at, label.area ? 'app-map__area' : 'app-map__town', label.name)))
  if (tiles) {
    const ground = L.tileLayer(tiles.template, { attribution: tiles.attribution, maxZoom: 19 }).addTo(map)
    // A source that does not answer leaves the picture that needs none.
    ground.once('tileerror', () => named.addTo(map))
  } else named.addTo(map)
  if (origin) {
    for (const { km, label } of rings) {
      L.circle(origin.at, { radius: km * 1000, interactive: false, className: 'app-map__ring', fill: false }).addTo(map)
      word([origin.at[0] + km / 111.32, origin.at[1]], 'app-map__distance', label).addTo(map)
    }
    L.marker(origin.at, { icon: icon('app-map__you', element('span', '', origin.name)), interactive: false, keyboard: false }).addTo(map)
  }
  for (const place of places) mark(L, map, place, words, icon, places.length + place.entries.length === 2)
  return map
}

function north (L, words) {
  const control = L.control({ position: 'topright' })
  control.onAdd = () => {
    const arrow = element('div', 'app-map__north', '↑')
    arrow.append(element('span', '', words.north))
    return arrow
  }
  return control
}

// A marker for everything at one place, numbered as in the list.
function mark (L, map, { at, entries }, words, icon, isAlone) {
  const numbered = ({ number, name }) => isAlone ? name : `${number}. ${name}`
  const shown = isAlone ? '●' : entries.map(entry => entry.number).join(', ')
  const marker = L.marker(at, { icon: icon('app-map__marker', element('span', '', shown)), riseOnHover: true }).addTo(map)
  const label = entries.map(entry => [numbered(entry), entry.distance].filter(Boolean).join(', ')).join('; ')
  marker.getElement().setAttribute('aria-label', label)
  const content = element('div', '')
  for (const entry of entries) {
    const { href, distance } = entry
    const link = element('a', 'govuk-link', numbered(entry))
    link.href = href
    const line = element('p', 'govuk-body-s')
    line.append(link)
    if (distance) line.append(document.createElement('br'), distance)
    content.append(line)
  }
  marker.bindPopup(content, { maxWidth: 240, minWidth: 140 })
  marker.on('popupopen', ({ popup }) => {
    popup.getElement().querySelector('.leaflet-popup-close-button')?.setAttribute('aria-label', words.close)
    if (document.activeElement === marker.getElement()) content.querySelector('a').focus()
  })
  // Whoever closes it goes on where it was opened.
  marker.on('popupclose', ({ popup }) => {
    if (popup.getElement().contains(document.activeElement)) marker.getElement().focus()
  })
}
