import { useState } from 'react'
import styled from 'styled-components'
import { readKpiMap, type KpiMap } from '../../../server/api/kpi.ts'
import { BarChart } from '../../kit/charts/BarChart.tsx'
import { ChartFrame } from '../../kit/charts/ChartFrame.tsx'
import { provinces } from '../../kit/charts/provinces.ts'
import { TileGrid } from '../../kit/charts/TileGrid.tsx'
import { useLanguage, useWords } from '../../kit/i18n.tsx'
import { Act, Row, Soft } from '../../kit/parts.tsx'
import { Empty } from '../../kit/states.tsx'
import { queryOf, useBoard } from '../board.ts'
import { MapLegend } from '../MapLegend.tsx'
import { pageWords } from '../page-words.ts'
import { PanelState } from '../PanelState.tsx'
import { Card, Column, Lead, SectionTitle } from '../parts.tsx'
import { citiesIn, provinceIn, scoreOf } from '../places.ts'
import { usePlaceTexts } from '../use-place-texts.ts'
import { slowPollMs, usePolled } from '../use-polled.ts'
import { useBoardMoments } from '../use-texts.ts'

const Split = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 5fr) minmax(300px, 3fr);
  gap: 12px;
  align-items: start;

  @media (max-width: 1099px) {
    grid-template-columns: minmax(0, 1fr);
  }
`

function useName(): (province: string) => string {
  const { locale } = useLanguage()
  return (id) => (locale === 'en' ? (provinces.find((one) => one.id === id)?.en ?? id) : id)
}

function Provinces({
  map,
  chosen,
  onOpen,
}: {
  readonly map: KpiMap
  readonly chosen: string | undefined
  readonly onOpen: (province: string) => void
}) {
  const t = useWords(pageWords)
  const name = useName()
  const texts = usePlaceTexts(map)
  const whole = map.places.filter(({ city }) => city === null).sort((a, b) => b.n - a.n)
  return (
    <ChartFrame
      title={t('mapTitle')}
      table={texts.table(t('place'), whole, ({ province }) => onOpen(province))}
    >
      <TileGrid
        label={t('mapTitle')}
        chosen={chosen}
        onOpen={onOpen}
        tileOf={(id) => {
          const place = provinceIn(map, id)
          const score = scoreOf(place, map.minimum)
          const few = t((place?.n ?? 0) === 0 ? 'nothing' : 'tooFew')
          return {
            score,
            direction: texts.direction(place),
            text: texts.whole(name(id), place),
            mark: score === undefined ? few : String(Math.round(score)),
          }
        }}
      />
      <MapLegend />
    </ChartFrame>
  )
}

/** From a place to what can be done about it: its tickets, its figures, a ticket for who must act. */
function PlaceActs({ map, province }: { readonly map: KpiMap; readonly province: string }) {
  const t = useWords(pageWords)
  const place = useName()(province)
  const texts = usePlaceTexts(map)
  const { day } = useBoardMoments()
  const { address, bounds, catalogue, go, show } = useBoard()
  const metric = catalogue.metrics.find(({ id }) => id === 'qualityMapScore')
  const only = { province }
  const facts = [
    texts.whole(place, provinceIn(map, province)),
    t('dispatchSpan', { from: day(bounds.from), to: day(bounds.to - 1) }),
  ]
  return (
    <Row>
      {metric && (
        <>
          <Act
            type="button"
            onClick={() =>
              show({
                kind: 'dispatch',
                metric,
                dispatched: { subject: t('dispatchPlace', { place }), facts, only },
              })
            }
          >
            {t('dispatchHere', { place })}
          </Act>
          <Act
            type="button"
            onClick={() => show({ kind: 'tickets', metric, part: metric.parts[0] ?? '', only })}
          >
            {t('ticketsHere', { place })}
          </Act>
        </>
      )}
      <Act
        type="button"
        onClick={() => go({ page: 'now', filters: { ...address.filters, province } })}
      >
        {t('filterHere', { place })}
      </Act>
    </Row>
  )
}

function Cities({ map, province }: { readonly map: KpiMap; readonly province: string }) {
  const t = useWords(pageWords)
  const name = useName()
  const texts = usePlaceTexts(map)
  const cities = citiesIn(map, province)
  const title = t('cities', { province: name(province) })
  if (cities.length === 0) return <Soft>{t('noCities')}</Soft>
  return (
    <ChartFrame title={title} table={texts.table(t('place'), cities)}>
      <BarChart
        label={title}
        unit="score"
        bars={cities.slice(0, 14).map((place) => {
          const score = scoreOf(place, map.minimum)
          return {
            key: place.city ?? '',
            label: place.city ?? '',
            value: score,
            text: score === undefined ? t('tooFew') : `${Math.round(score)} · n ${place.n}`,
          }
        })}
      />
    </ChartFrame>
  )
}

function PlaceSide({ map, province }: { readonly map: KpiMap; readonly province: string }) {
  const name = useName()
  const texts = usePlaceTexts(map)
  return (
    <Column>
      <Card aria-label={name(province)}>
        <SectionTitle>{name(province)}</SectionTitle>
        <Lead>{texts.whole(name(province), provinceIn(map, province))}</Lead>
        <div style={{ marginTop: 8 }}>
          <PlaceActs map={map} province={province} />
        </div>
      </Card>
      <Cities map={map} province={province} />
    </Column>
  )
}

/** Mood by place: the 34 regions as tiles, and the cities of the one that is chosen. */
export function QualityMap() {
  const t = useWords(pageWords)
  const { relay, bounds, address } = useBoard()
  const [chosen, setChosen] = useState(address.filters.province)
  const query = queryOf(bounds, address)
  const polled = usePolled(
    () => relay.call(readKpiMap, { query }),
    JSON.stringify(query),
    slowPollMs,
  )
  return (
    <PanelState polled={polled} isEmpty={({ places }) => places.length === 0}>
      {(map) => (
        <Column>
          <Lead>{t('mapLead', { n: map.minimum })}</Lead>
          <Split>
            <Provinces map={map} chosen={chosen} onOpen={setChosen} />
            {chosen === undefined ? (
              <Card>
                <Empty text={t('citiesHint')} />
              </Card>
            ) : (
              <PlaceSide map={map} province={chosen} />
            )}
          </Split>
        </Column>
      )}
    </PanelState>
  )
}
