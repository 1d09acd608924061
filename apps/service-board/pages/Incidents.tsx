import { useId, useState } from 'react'
import styled from 'styled-components'
import { listClusters, type ClusterList } from '../../../server/api/clusters.ts'
import { Sparkline } from '../../kit/charts/Sparkline.tsx'
import { useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Row } from '../../kit/parts.tsx'
import { openTicket, useBoard } from '../board.ts'
import { courseOf, curveOf, type Incident } from '../incidents.ts'
import { incidentWords } from '../incident-words.ts'
import { oneIncidentWords } from '../incident/incident-words.ts'
import { OneIncident } from '../incident/OneIncident.tsx'
import { PanelState } from '../PanelState.tsx'
import { Card, Column, Lead, SectionTitle, Small } from '../parts.tsx'
import { usePolled } from '../use-polled.ts'
import { useBoardMoments, useTexts } from '../use-texts.ts'

const least = 3
const hourMs = 3_600_000

const Box = styled(Card)`
  display: grid;
  gap: 8px;
`

const Head = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 4px 16px;
  align-items: start;
`

/** A customer's words: text, never markup, and never wider than the card. */
const Name = styled(SectionTitle)`
  overflow-wrap: anywhere;
`

const Curve = styled.div`
  width: 120px;
`

const List = styled.ul`
  display: grid;
  max-height: 18em;
  overflow-y: auto;
`

const Line = styled.li`
  display: flex;
  flex-wrap: wrap;
  gap: 4px 12px;
  align-items: center;
  padding: 4px 0;
  border-top: 1px solid var(--wq-grid);
  font-variant-numeric: tabular-nums;
`

function Tickets({ members }: Pick<Incident, 'members'>) {
  const t = useWords(incidentWords)
  const texts = useTexts()
  const { zaf } = useBoard()
  const { moment } = useBoardMoments()
  return (
    <List>
      {members.map(({ conversation, ticket, channel, at }, i) => (
        <Line key={`${conversation}-${i}`}>
          {ticket === null ? (
            <Small>{t('noTicket')}</Small>
          ) : (
            <Act type="button" onClick={() => openTicket(zaf, ticket)}>
              {t('ticket', { id: ticket })}
            </Act>
          )}
          <Small>{texts.value('channel', channel)}</Small>
          <Small>{moment(Date.parse(at))}</Small>
        </Line>
      ))}
    </List>
  )
}

function Facts({ places, categories }: Pick<Incident, 'places' | 'categories'>) {
  const t = useWords(incidentWords)
  const texts = useTexts()
  return (
    <Row>
      {places.length === 0 && <Small>{t('placesNone')}</Small>}
      {places.slice(0, 6).map(({ province, city, n }) => (
        <Badge key={`${province}/${city ?? ''}`} data-tone="accent" title={t('places')}>
          {t('place', {
            place: city === null || city === province ? province : `${province} ${city}`,
            n,
          })}
        </Badge>
      ))}
      {categories.slice(0, 3).map(({ category, n }) => (
        <Badge key={category} title={t('categories')}>
          {t('place', { place: texts.value('category', category), n })}
        </Badge>
      ))}
    </Row>
  )
}

function IncidentCard({
  incident,
  asOf,
  onOpen,
}: {
  readonly incident: Incident
  readonly asOf: number
  /** Absent where it is opened already. */
  readonly onOpen?: () => void
}) {
  const t = useWords(incidentWords)
  const one = useWords(oneIncidentWords)
  const { moment } = useBoardMoments()
  const [isOpen, setOpen] = useState(false)
  const title = useId()
  const { label, size, firstAt, lastAt, lastHour, hours, members } = incident
  const course = courseOf(incident)
  return (
    <Box aria-labelledby={title}>
      <Head>
        <Name id={title}>{label}</Name>
        <Curve title={t('hours')}>
          <Sparkline points={curveOf(hours, asOf)} stepMs={hourMs} />
        </Curve>
        <Row>
          <Badge data-tone={course === 'growing' ? 'danger' : undefined}>
            {t('size', { n: size })}
          </Badge>
          <Small>{course === 'quiet' ? t('quiet') : t('lastHour', { n: lastHour })}</Small>
          {(course === 'growing' || course === 'fading') && <Small>{t(course)}</Small>}
          <Small>
            {t('span', { from: moment(Date.parse(firstAt)), to: moment(Date.parse(lastAt)) })}
          </Small>
        </Row>
      </Head>
      <Facts places={incident.places} categories={incident.categories} />
      <Row>
        {onOpen && (
          <Act type="button" data-main="true" onClick={onOpen}>
            {one('lead')}
          </Act>
        )}
        <Act type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'hideTickets' : 'showTickets', { n: members.length })}
        </Act>
      </Row>
      {isOpen && <Tickets members={members} />}
    </Box>
  )
}

function AllIncidents() {
  const t = useWords(incidentWords)
  const { relay, go } = useBoard()
  const polled = usePolled<ClusterList>(
    () => relay.call(listClusters, { query: { least: String(least) } }),
    'clusters',
  )
  return (
    <Column>
      <Lead>{t('lead', { n: least })}</Lead>
      <PanelState
        polled={polled}
        isEmpty={({ clusters }) => clusters.length === 0}
        empty={t('empty')}
      >
        {({ clusters, asOf }) => (
          <Column>
            {clusters.map((incident) => (
              <IncidentCard
                key={incident.id}
                incident={incident}
                asOf={Date.parse(asOf)}
                onOpen={() => go({ incident: incident.id })}
              />
            ))}
          </Column>
        )}
      </PanelState>
    </Column>
  )
}

/** What happened to many: size, growth, places, the tickets it is made of, and what is done about it. */
export function Incidents() {
  const { incident } = useBoard().address
  if (incident === undefined) return <AllIncidents />
  return (
    <OneIncident
      key={incident}
      id={incident}
      card={({ cluster, asOf }) =>
        cluster && <IncidentCard incident={cluster} asOf={Date.parse(asOf)} />
      }
    />
  )
}
