/**
 * The players' protocol `weald.v1`: the message table, the binary and the JSON codec, frames. Runs in the server, in
 * browsers and in bots alike. docs/protocol.md explains it.
 */
export {
  clientTypeOf,
  decodeClientMessage,
  decodeServerBody,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerBody,
  encodeServerMessage,
  ruleOf,
} from "./binary.ts";
export {
  CLIENT_SHAPES,
  type FieldRule,
  type MessageField,
  type MessageFields,
  type MessageShape,
} from "./client_fields.ts";
export {
  DATAGRAM,
  DATAGRAM_INPUTS_MAX,
  decodeInputsDatagram,
  encodeInputsDatagram,
  readMotions,
  type ToldMotion,
  writeMotionsHead,
} from "./datagrams.ts";
export { type Decoded, fault } from "./decoded.ts";
export { FRAME_FLAG, INPUT_BYTES, ONLY_TURNS } from "./frame.ts";
export {
  EMPTY_FRAME_BYTES,
  type EncodedMessage,
  type Frame,
  FRAME_CELLS_MAX,
  frameBlockBytes,
  type FrameFlush,
  type FrameHead,
  readFrame,
  SLOWED,
  writeFrameBlocks,
  writeFrameHead,
} from "./frame_codec.ts";
export {
  type CrowdPlaces,
  frameToJson,
  type JsonArrival,
  type JsonCell,
  type JsonCellName,
  type JsonComponents,
  type JsonFrame,
  type JsonMotion,
  type JsonStep,
  type JsonTurn,
  type TurnPlace,
} from "./frame_json.ts";
export { happeningOfJson, happeningToJson, type JsonHappening } from "./happening_fields.ts";
export {
  decodeClientJson,
  decodeServerJson,
  encodeClientJson,
  encodeServerJson,
  type JsonEnvelope,
  parseJsonEnvelope,
} from "./json.ts";
export {
  CLIENT_MESSAGES,
  type ClientMessage,
  type ClientMessageRule,
  type ListedCharacter,
  SERVER_MESSAGES,
  type ServerMessage,
  type SessionState,
  SOCKET_PATH,
  SUBPROTOCOL_BINARY,
  SUBPROTOCOL_JSON,
  TRANSPORT_PATH,
} from "./messages.ts";
export { type JsonSchema, protocolSchema, type SchemaOptions } from "./schema.ts";
export { SERVER_SHAPES, type ValueField, type ValueFields, type ValueRule } from "./server_fields.ts";
export {
  decodeClose,
  decodeRecordText,
  encodeCloseRecord,
  encodeRecord,
  encodeTextRecord,
  RECORD,
  type RecordFault,
  RecordReader,
  type StreamRecord,
} from "./stream_records.ts";
export { validateClientMessage } from "./validate.ts";
