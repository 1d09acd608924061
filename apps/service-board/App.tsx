import {
  lazy,
  memo,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import styled from 'styled-components'
import { readKpiCatalogue, type KpiCatalogue } from '../../server/api/kpi.ts'
import { ChartTheme } from '../kit/charts/ChartTheme.tsx'
import { useWords } from '../kit/i18n.tsx'
import { RelayProblem, type Relay } from '../kit/relay.ts'
import { Empty, Failure, Loading } from '../kit/states.tsx'
import type { Zaf } from '../kit/zaf.ts'
import { pageNames, type PageName } from './address.ts'
import { BoardProvider, type Board, type Shown } from './board.ts'
import { boundsOf, dayOf } from './days.ts'
import { Drawer } from './Drawer.tsx'
import { FilterBar } from './FilterBar.tsx'
import { Overview } from './pages/Overview.tsx'
import { PageTitle } from './parts.tsx'
import { PrintStyle } from './PrintStyle.tsx'
import { useSheet } from './sheet/use-sheet.ts'
import { useAddress } from './use-address.ts'
import { useNow } from './use-now.ts'
import { words } from './words.ts'

const Page = styled.div`
  display: grid;
  grid-template-columns: 168px minmax(0, 1fr);
  max-width: 1560px;
  min-height: 100dvh;
  margin: 0 auto;

  @media (max-width: 899px) {
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: auto 1fr;
  }

  /* The list of pages is not printed: nor is its column. */
  @media print {
    display: block;
  }
`

const Nav = styled.nav`
  position: sticky;
  top: 0;
  align-self: start;
  display: grid;
  gap: 2px;
  padding: 18px 8px 18px 16px;

  @media (max-width: 899px) {
    z-index: 1;
    display: flex;
    gap: 4px;
    padding: 8px 16px;
    overflow-x: auto;
    background: var(--wq-page);
    border-bottom: 1px solid var(--wq-line);
    scrollbar-width: none;
  }

  @media print {
    display: none;
  }
`

const Name = styled.h1`
  padding: 0 10px 10px;
  font-size: 15px;
  font-weight: 600;

  @media (max-width: 899px) {
    align-self: center;
    padding: 0 8px 0 0;
    white-space: nowrap;
  }
`

const Entry = styled.a`
  padding: 5px 10px;
  border-radius: 6px;
  color: var(--wq-soft);
  font-size: 13px;
  text-decoration: none;
  white-space: nowrap;

  &:hover {
    background: var(--wq-raised);
    color: var(--wq-ink);
  }

  &[aria-current='page'] {
    background: var(--wq-accentSoft);
    color: var(--wq-ink);
    font-weight: 600;
  }
`

const Main = styled.main`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  align-content: start;
  gap: 14px;
  padding: 16px 24px 48px 16px;

  @media (max-width: 899px) {
    padding: 14px 16px 40px;
  }
`

const Head = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: flex-start;
  justify-content: space-between;
  gap: 8px 16px;
`

/** Each page but the first is loaded when it is opened. */
const pages: Readonly<
  Record<Exclude<PageName, 'now'>, React.LazyExoticComponent<() => React.ReactNode>>
> = {
  response: lazy(async () => ({ default: (await import('./pages/Responses.tsx')).Responses })),
  hours: lazy(async () => ({ default: (await import('./pages/Hours.tsx')).Hours })),
  map: lazy(async () => ({ default: (await import('./pages/QualityMap.tsx')).QualityMap })),
  incidents: lazy(async () => ({ default: (await import('./pages/Incidents.tsx')).Incidents })),
  categories: lazy(async () => ({ default: (await import('./pages/Categories.tsx')).Categories })),
  funnel: lazy(async () => ({ default: (await import('./pages/StageFunnel.tsx')).StageFunnel })),
  channels: lazy(async () => ({ default: (await import('./pages/Channels.tsx')).Channels })),
  modules: lazy(async () => ({ default: (await import('./pages/Modules.tsx')).Modules })),
  pillars: lazy(async () => ({ default: (await import('./pages/Pillars.tsx')).Pillars })),
  sources: lazy(async () => ({ default: (await import('./pages/Sources.tsx')).Sources })),
  week: lazy(async () => ({ default: (await import('./pages/Week.tsx')).Week })),
  goals: lazy(async () => ({ default: (await import('./pages/Goals.tsx')).Goals })),
  roi: lazy(async () => ({ default: (await import('./pages/Roi.tsx')).Roi })),
}

/** The page that has its own span. */
const unfiltered: ReadonlySet<PageName> = new Set(['week', 'incidents'])

/** Comes again by itself while the relay is away. */
const retryMs = 8_000

/** Which figures there are; asked again until it is known. */
function useCatalogue(relay: Relay | undefined) {
  const [catalogue, setCatalogue] = useState<KpiCatalogue>()
  const [problem, setProblem] = useState<RelayProblem['why'] | undefined>(
    relay ? undefined : 'ended',
  )
  const look = useCallback(async () => {
    if (!relay) return
    try {
      setCatalogue(await relay.call(readKpiCatalogue))
      setProblem(undefined)
    } catch (error) {
      setProblem(error instanceof RelayProblem ? error.why : 'unreachable')
    }
  }, [relay])
  useEffect(() => void look(), [look])
  useEffect(() => {
    if (problem !== 'unreachable' || catalogue) return
    const timer = setInterval(() => void look(), retryMs)
    return () => clearInterval(timer)
  }, [problem, catalogue, look])
  return { catalogue, problem, look }
}

/**
 * What every panel knows; the span moves on when the day does. What was pressed shows at once, in the `bar`;
 * the page behind it is drawn after that, in turns with everything else.
 */
function useBoardOf(relay: Relay, zaf: Zaf, given: KpiCatalogue) {
  const { address: chosen, go } = useAddress()
  const address = useDeferredValue(chosen)
  const sheet = useSheet(relay)
  const stage = sheet.document.stage ?? given.stage
  // A stage that was just chosen holds at once, before the catalogue is read again.
  const catalogue = useMemo(() => ({ ...given, stage }), [given, stage])
  const [shown, show] = useState<Shown>()
  const zone = catalogue.timeZone
  const today = dayOf(useNow(relay.now), zone)
  const bounds = useMemo(
    () => boundsOf(address.span, relay.now(), zone),
    [address.span, zone, today],
  )
  const board = useMemo<Board>(
    () => ({ relay, zaf, catalogue, sheet, address, go, bounds, show }),
    [relay, zaf, catalogue, sheet, address, go, bounds],
  )
  const bar = useMemo<Board>(
    () => ({ ...board, address: chosen, bounds: boundsOf(chosen.span, relay.now(), zone) }),
    [board, chosen, relay, zone],
  )
  return { board, bar, shown, close: () => show(undefined) }
}

/** Nothing of a page is drawn again for a press that only its frame shows. */
const Pages = memo(function Pages({ page }: { readonly page: PageName }) {
  const t = useWords(words)
  if (page === 'now') return <Overview />
  const Shown = pages[page]
  return (
    <Suspense key={page} fallback={<Loading label={t('loading')} />}>
      <Shown />
    </Suspense>
  )
})

function PageList({
  page: shown,
  onOpen,
}: {
  readonly page: PageName
  readonly onOpen: (page: PageName) => void
}) {
  const t = useWords(words)
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    // In a narrow window the row of pages scrolls sideways: the one that is open stays in sight.
    const bar = nav.current
    const entry = bar?.querySelector<HTMLElement>('[aria-current=page]')
    if (bar && entry)
      bar.scrollLeft = entry.offsetLeft - bar.clientWidth / 2 + entry.offsetWidth / 2
  }, [shown])
  return (
    <Nav ref={nav} aria-label={t('pages')}>
      <Name>{t('title')}</Name>
      {pageNames.map((page) => (
        <Entry
          key={page}
          href={`#/${page}`}
          aria-current={page === shown ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault()
            onOpen(page)
          }}
        >
          {t(`page${page}`)}
        </Entry>
      ))}
    </Nav>
  )
}

function Loaded({ relay, zaf, catalogue }: { relay: Relay; zaf: Zaf; catalogue: KpiCatalogue }) {
  const t = useWords(words)
  const { board, bar, shown, close } = useBoardOf(relay, zaf, catalogue)
  const { address, go } = bar
  const title = useRef<HTMLHeadingElement>(null)
  const isOpening = useRef(false)
  function open(page: PageName): void {
    isOpening.current = true
    go({ page })
  }
  useEffect(() => {
    if (!isOpening.current) return
    isOpening.current = false
    window.scrollTo(0, 0)
    // Where the new page begins, for those who hear it.
    title.current?.focus({ preventScroll: true })
  }, [board.address.page])
  return (
    <BoardProvider value={board}>
      <Page>
        <PageList page={address.page} onOpen={open} />
        <Main aria-busy={board.address !== address}>
          <Head>
            <PageTitle ref={title} tabIndex={-1} style={{ outline: 0 }}>
              {t(`page${address.page}`)}
            </PageTitle>
            {!unfiltered.has(address.page) && (
              <BoardProvider value={bar}>
                <FilterBar />
              </BoardProvider>
            )}
          </Head>
          <Pages page={board.address.page} />
        </Main>
      </Page>
      {shown && (
        <Drawer key={JSON.stringify([shown.kind, shown.metric.id])} shown={shown} onClose={close} />
      )}
    </BoardProvider>
  )
}

export interface AppProps {
  readonly zaf: Zaf
  /** undefined: nobody vouched for this page. */
  readonly relay: Relay | undefined
}

/** What the social service achieves, in one place. */
export function App({ zaf, relay }: AppProps) {
  const t = useWords(words)
  const { catalogue, problem, look } = useCatalogue(relay)
  return (
    <>
      <ChartTheme />
      <PrintStyle />
      {relay && catalogue && <Loaded relay={relay} zaf={zaf} catalogue={catalogue} />}
      {!catalogue && problem === undefined && <Loading label={t('loading')} />}
      {!catalogue && problem === 'unreachable' && (
        <Failure text={t('unreachable')} again={t('again')} onAgain={() => void look()} />
      )}
      {!catalogue && (problem === 'ended' || problem === 'refused') && <Empty text={t(problem)} />}
    </>
  )
}
