/** A service, written as contracts are, that counts in every way there is: at most so many, and over the whole agreement. */
import type { Service } from "../../compiler/ir/model.ts";
import { compileFiles, shown } from "../kit/compile.ts";

const T = 'title en "t" vi "t"';

const text = `sdl 1
service Counted in Channels {
  ${T}
  event Came { ${T} user text  room text  size size  length duration  kind big | small }
  event Left { ${T} user text }

  interval Stay per user from Came where kind is big until Left { ${T} }
  interval Visit per user, room from Came until Came where kind is small { ${T} }
  session Talk per user { ${T} opens on Came closes after 12 hours without an answer closes Day after it opened closes on Left }
  session Hour per user { ${T} opens on Came where kind is big closes 1 hour after it opened }


  term Unit { ${T} 30 seconds, unless otherwise agreed }
  term Day { ${T} 24 hours, unless otherwise agreed }
  term Few { ${T} 2, unless otherwise agreed }

  measure Users { ${T} distinct user of Came at most Few }
  measure UsersAgain { ${T} number of Users at most 1 }
  measure Comings { ${T} number of Came where kind is big at most 3 }
  measure Bytes { ${T} sum of size of Came at most 600000000.5 }
  measure Minutes { ${T} commenced 1 minute of length of Came at most 5 }
  measure Stays { ${T} peak of Stay at most 1 }
  measure HoursClosed { ${T} number of Hour closed }
  measure MinutesKept { ${T} 7 seconds of length of Visit per commenced 36 hours }
  measure TotalMinutes { ${T} commenced 1 minute of total length of Came }
  measure TotalAtMost { ${T} commenced 1000 bytes of total size of Came at most 600000.5 }
  measure Talks { ${T} number of Talk active at most Few }

  charge Kept { ${T} for each minute of length of Stay per commenced 12 hours }
  charge KeptStarted { ${T} for each commenced Unit of length of Visit per commenced 24 hours }
  charge KeptAtMost { ${T} for each MinutesKept at most 100.5 }
  charge Total { ${T} for each commenced Unit of total length of Came where kind is big priced by room }
  charge TotalTalk { ${T} for each TotalMinutes }
  charge ByUser { ${T} for each Users }
  charge ByUserAgain { ${T} for each UsersAgain }
  charge ByComing { ${T} for each Comings }
  charge ByComingAtMost { ${T} for each Comings at most 1 }
  charge ByMinute { ${T} for each Minutes }
  charge ByTalk { ${T} for each Talk opened at most Few }
  charge ByHour { ${T} for each Hour active }
  charge InHour { ${T} for each Came inside Hour in addition to ByComing }
  charge ByVisit { ${T} for each Visit alive at most 2.5 }

  fee Seat { ${T} monthly for each Stay at its peak at most Few in advance on day 1, additions when provisioned and in full first month prorated by day }
  fee Room { ${T} monthly for each Visit at most 1.5 first month prorated by day }
  package Bundle of Talks { ${T} monthly fee beyond it charge each }

  forbid TooMany { ${T} more than Few Visit at once }
  forbid TooManyRooms { ${T} more than 1 distinct room of Came }
}
`;

const program = compileFiles({ "counted.sdl": text });
// fields need no titles here, and one event is counted and charged in many ways at once on purpose
const problems = shown(program).filter((problem) => !/^SDL(5002|8001)/.test(problem));
if (problems.length > 0) throw new Error(problems.join("\n"));

export const counted: Service = program.services[0]!;
