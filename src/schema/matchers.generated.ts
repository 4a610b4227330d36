// Generated from schemas/ by tools/generate.ts.
// @ts-nocheck
export const Function = validate10;

const func2 = Object.prototype.hasOwnProperty;
const func3 = codePoints;
const pattern0 = new RegExp("^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$", "u");
const pattern1 = new RegExp("^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$", "u");
const pattern2 = new RegExp("^\\S*$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
return false;
}
if(data.kind === undefined){
return false;
}
if(data.metadata === undefined){
return false;
}
if(data.spec === undefined){
return false;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
return false;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
return false;
}
if(!(data0 === "hevlayer.com/v1alpha1")){
return false;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
return false;
}
if(!(data1 === "Function")){
return false;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
return false;
}
for(const key1 in data2){
if(!(func2.call(names0, key1))){
return false;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 63 && func3(data3) > 63){
return false;
}
if(data3.length < 2 && func3(data3) < 1){
return false;
}
if(!pattern0.test(data3)){
return false;
}
}
else {
return false;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(data4.length > 63 && func3(data4) > 63){
return false;
}
if(data4.length < 2 && func3(data4) < 1){
return false;
}
if(!pattern1.test(data4)){
return false;
}
}
else {
return false;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
return false;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
return false;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
return false;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
return false;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
return false;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
return false;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
return false;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
return false;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
return false;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
return false;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
return false;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
return false;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
return false;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
return false;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
return false;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
return false;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
return false;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
return false;
}
}
}
else {
return false;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.worker === undefined){
return false;
}
if(data23.scaling === undefined){
return false;
}
for(const key4 in data23){
if(!(func2.call(names1, key4))){
return false;
}
}
if(data23.paused !== undefined){
if(typeof data23.paused !== "boolean"){
return false;
}
}
if(data23.targetNamespaces !== undefined){
let data25 = data23.targetNamespaces;
if(Array.isArray(data25)){
if(data25.length > 4096){
return false;
}
const len3 = data25.length;
for(let i3=0; i3<len3; i3++){
let data26 = data25[i3];
if(typeof data26 === "string"){
if(data26.length > 256 && func3(data26) > 256){
return false;
}
if(data26.length < 2 && func3(data26) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data23.indexSelector !== undefined){
let data27 = data23.indexSelector;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key5 in data27){
if(!((key5 === "matchLabels") || (key5 === "matchExpressions"))){
return false;
}
}
if(data27.matchLabels !== undefined){
let data28 = data27.matchLabels;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key6 in data28){
if(typeof data28[key6] !== "string"){
return false;
}
}
}
else {
return false;
}
}
if(data27.matchExpressions !== undefined){
let data30 = data27.matchExpressions;
if(Array.isArray(data30)){
const len4 = data30.length;
for(let i4=0; i4<len4; i4++){
let data31 = data30[i4];
const _errs73 = errors;
let valid18 = true;
const _errs74 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
let missing0;
if((data31.operator === undefined) && (missing0 = "operator")){
const err50 = {};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
else {
if(data31.operator !== undefined){
let data32 = data31.operator;
if(!((data32 === "In") || (data32 === "NotIn"))){
const err51 = {};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
}
var _valid0 = _errs74 === errors;
errors = _errs73;
if(vErrors !== null){
if(_errs73){
vErrors.length = _errs73;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs76 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.values === undefined){
return false;
}
if(data31.values !== undefined){
let data33 = data31.values;
if(Array.isArray(data33)){
if(data33.length < 1){
return false;
}
}
}
}
var _valid0 = _errs76 === errors;
valid18 = _valid0;
}
if(!valid18){
return false;
}
const _errs79 = errors;
let valid21 = true;
const _errs80 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
let missing1;
if((data31.operator === undefined) && (missing1 = "operator")){
const err55 = {};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
else {
if(data31.operator !== undefined){
let data34 = data31.operator;
if(!((data34 === "Exists") || (data34 === "DoesNotExist"))){
const err56 = {};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
}
var _valid1 = _errs80 === errors;
errors = _errs79;
if(vErrors !== null){
if(_errs79){
vErrors.length = _errs79;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs82 = errors;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.values !== undefined){
let data35 = data31.values;
if(Array.isArray(data35)){
if(data35.length > 0){
return false;
}
}
}
}
var _valid1 = _errs82 === errors;
valid21 = _valid1;
}
if(!valid21){
return false;
}
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.key === undefined){
return false;
}
if(data31.operator === undefined){
return false;
}
for(const key7 in data31){
if(!(((key7 === "key") || (key7 === "operator")) || (key7 === "values"))){
return false;
}
}
if(data31.key !== undefined){
let data36 = data31.key;
if(typeof data36 === "string"){
if(data36.length < 2 && func3(data36) < 1){
return false;
}
}
else {
return false;
}
}
if(data31.operator !== undefined){
let data37 = data31.operator;
if(typeof data37 !== "string"){
return false;
}
if(!((((data37 === "In") || (data37 === "NotIn")) || (data37 === "Exists")) || (data37 === "DoesNotExist"))){
return false;
}
}
if(data31.values !== undefined){
let data38 = data31.values;
if(Array.isArray(data38)){
const len5 = data38.length;
for(let i5=0; i5<len5; i5++){
if(typeof data38[i5] !== "string"){
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data23.inputs !== undefined){
let data40 = data23.inputs;
if(Array.isArray(data40)){
if(data40.length > 4096){
return false;
}
const len6 = data40.length;
for(let i6=0; i6<len6; i6++){
let data41 = data40[i6];
if(typeof data41 === "string"){
if(data41.length > 256 && func3(data41) > 256){
return false;
}
if(data41.length < 2 && func3(data41) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data23.output !== undefined){
let data42 = data23.output;
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
for(const key8 in data42){
if(!((((key8 === "attribute") || (key8 === "kind")) || (key8 === "version")) || (key8 === "dim"))){
return false;
}
}
if(data42.attribute !== undefined){
let data43 = data42.attribute;
if(typeof data43 === "string"){
if(data43.length > 256 && func3(data43) > 256){
return false;
}
if(data43.length < 2 && func3(data43) < 1){
return false;
}
}
else {
return false;
}
}
if(data42.kind !== undefined){
let data44 = data42.kind;
if(typeof data44 === "string"){
if(data44.length > 256 && func3(data44) > 256){
return false;
}
if(data44.length < 2 && func3(data44) < 1){
return false;
}
}
else {
return false;
}
}
if(data42.version !== undefined){
let data45 = data42.version;
if(typeof data45 === "string"){
if(data45.length > 256 && func3(data45) > 256){
return false;
}
if(data45.length < 2 && func3(data45) < 1){
return false;
}
}
else {
return false;
}
}
if(data42.dim !== undefined){
let data46 = data42.dim;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
return false;
}
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 > 2147483647 || isNaN(data46)){
return false;
}
if(data46 < 1 || isNaN(data46)){
return false;
}
}
}
}
else {
return false;
}
}
if(data23.version !== undefined){
let data47 = data23.version;
if(typeof data47 === "string"){
if(data47.length > 256 && func3(data47) > 256){
return false;
}
if(data47.length < 2 && func3(data47) < 1){
return false;
}
}
else {
return false;
}
}
if(data23.invalidates !== undefined){
let data48 = data23.invalidates;
if(Array.isArray(data48)){
if(data48.length > 4096){
return false;
}
const len7 = data48.length;
for(let i7=0; i7<len7; i7++){
let data49 = data48[i7];
if(typeof data49 === "string"){
if(data49.length > 256 && func3(data49) > 256){
return false;
}
if(data49.length < 2 && func3(data49) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data23.triggers !== undefined){
let data50 = data23.triggers;
if(Array.isArray(data50)){
if(data50.length > 16){
return false;
}
const len8 = data50.length;
for(let i8=0; i8<len8; i8++){
let data51 = data50[i8];
if(typeof data51 !== "string"){
return false;
}
if(!(((data51 === "discovery") || (data51 === "write")) || (data51 === "schedule"))){
return false;
}
}
}
else {
return false;
}
}
if(data23.worker !== undefined){
let data52 = data23.worker;
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.image === undefined){
return false;
}
for(const key9 in data52){
if(!((((((((key9 === "image") || (key9 === "dispatch")) || (key9 === "computeClass")) || (key9 === "batchSize")) || (key9 === "timeoutSeconds")) || (key9 === "port")) || (key9 === "url")) || (key9 === "podSpec"))){
return false;
}
}
if(data52.image !== undefined){
let data53 = data52.image;
if(typeof data53 === "string"){
if(data53.length > 4096 && func3(data53) > 4096){
return false;
}
if(data53.length < 2 && func3(data53) < 1){
return false;
}
if(!pattern2.test(data53)){
return false;
}
}
else {
return false;
}
}
if(data52.dispatch !== undefined){
let data54 = data52.dispatch;
if(typeof data54 !== "string"){
return false;
}
if(!((data54 === "pull") || (data54 === "push"))){
return false;
}
}
if(data52.computeClass !== undefined){
let data55 = data52.computeClass;
if(typeof data55 !== "string"){
return false;
}
if(!((data55 === "cpu") || (data55 === "gpu"))){
return false;
}
}
if(data52.batchSize !== undefined){
let data56 = data52.batchSize;
if(!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))){
return false;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 2147483647 || isNaN(data56)){
return false;
}
if(data56 < 1 || isNaN(data56)){
return false;
}
}
}
if(data52.timeoutSeconds !== undefined){
let data57 = data52.timeoutSeconds;
if(!(((typeof data57 == "number") && (!(data57 % 1) && !isNaN(data57))) && (isFinite(data57)))){
return false;
}
if((typeof data57 == "number") && (isFinite(data57))){
if(data57 > 2147483647 || isNaN(data57)){
return false;
}
if(data57 < 1 || isNaN(data57)){
return false;
}
}
}
if(data52.port !== undefined){
let data58 = data52.port;
if((!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))) && (data58 !== null)){
return false;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 65535 || isNaN(data58)){
return false;
}
if(data58 < 1 || isNaN(data58)){
return false;
}
}
}
if(data52.url !== undefined){
let data59 = data52.url;
if((typeof data59 !== "string") && (data59 !== null)){
return false;
}
if(typeof data59 === "string"){
if(data59.length > 4096 && func3(data59) > 4096){
return false;
}
if(data59.length < 2 && func3(data59) < 1){
return false;
}
}
}
if(data52.podSpec !== undefined){
let data60 = data52.podSpec;
if(!(data60 && typeof data60 == "object" && !Array.isArray(data60))){
return false;
}
}
}
else {
return false;
}
}
if(data23.schedule !== undefined){
let data61 = data23.schedule;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
for(const key10 in data61){
if(!(((((key10 === "discoveryIntervalSeconds") || (key10 === "leaseSeconds")) || (key10 === "maxConcurrentScans")) || (key10 === "maxInFlightBatches")) || (key10 === "cron"))){
return false;
}
}
if(data61.discoveryIntervalSeconds !== undefined){
let data62 = data61.discoveryIntervalSeconds;
if(!(((typeof data62 == "number") && (!(data62 % 1) && !isNaN(data62))) && (isFinite(data62)))){
return false;
}
if((typeof data62 == "number") && (isFinite(data62))){
if(data62 > 2147483647 || isNaN(data62)){
return false;
}
if(data62 < 1 || isNaN(data62)){
return false;
}
}
}
if(data61.leaseSeconds !== undefined){
let data63 = data61.leaseSeconds;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
return false;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 2147483647 || isNaN(data63)){
return false;
}
if(data63 < 1 || isNaN(data63)){
return false;
}
}
}
if(data61.maxConcurrentScans !== undefined){
let data64 = data61.maxConcurrentScans;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
return false;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 2147483647 || isNaN(data64)){
return false;
}
if(data64 < 1 || isNaN(data64)){
return false;
}
}
}
if(data61.maxInFlightBatches !== undefined){
let data65 = data61.maxInFlightBatches;
if(!(((typeof data65 == "number") && (!(data65 % 1) && !isNaN(data65))) && (isFinite(data65)))){
return false;
}
if((typeof data65 == "number") && (isFinite(data65))){
if(data65 > 2147483647 || isNaN(data65)){
return false;
}
if(data65 < 1 || isNaN(data65)){
return false;
}
}
}
if(data61.cron !== undefined){
let data66 = data61.cron;
if((typeof data66 !== "string") && (data66 !== null)){
return false;
}
if(typeof data66 === "string"){
if(data66.length > 256 && func3(data66) > 256){
return false;
}
}
}
}
else {
return false;
}
}
if(data23.retry !== undefined){
let data67 = data23.retry;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
for(const key11 in data67){
if(!(((key11 === "maxAttempts") || (key11 === "initialBackoffSeconds")) || (key11 === "maxBackoffSeconds"))){
return false;
}
}
if(data67.maxAttempts !== undefined){
let data68 = data67.maxAttempts;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
return false;
}
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 2147483647 || isNaN(data68)){
return false;
}
if(data68 < 1 || isNaN(data68)){
return false;
}
}
}
if(data67.initialBackoffSeconds !== undefined){
let data69 = data67.initialBackoffSeconds;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
return false;
}
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 2147483647 || isNaN(data69)){
return false;
}
if(data69 < 0 || isNaN(data69)){
return false;
}
}
}
if(data67.maxBackoffSeconds !== undefined){
let data70 = data67.maxBackoffSeconds;
if(!(((typeof data70 == "number") && (!(data70 % 1) && !isNaN(data70))) && (isFinite(data70)))){
return false;
}
if((typeof data70 == "number") && (isFinite(data70))){
if(data70 > 2147483647 || isNaN(data70)){
return false;
}
if(data70 < 0 || isNaN(data70)){
return false;
}
}
}
}
else {
return false;
}
}
if(data23.scaling !== undefined){
let data71 = data23.scaling;
if(data71 && typeof data71 == "object" && !Array.isArray(data71)){
if(data71.replicas === undefined){
return false;
}
for(const key12 in data71){
if(!((((key12 === "pool") || (key12 === "mode")) || (key12 === "replicas")) || (key12 === "warmWindowSeconds"))){
return false;
}
}
if(data71.pool !== undefined){
let data72 = data71.pool;
if(typeof data72 === "string"){
if(data72.length > 253 && func3(data72) > 253){
return false;
}
if(data72.length < 2 && func3(data72) < 1){
return false;
}
}
else {
return false;
}
}
if(data71.mode !== undefined){
let data73 = data71.mode;
if(typeof data73 !== "string"){
return false;
}
if(!(((data73 === "autoscale") || (data73 === "fixed")) || (data73 === "disabled"))){
return false;
}
}
if(data71.replicas !== undefined){
let data74 = data71.replicas;
if(data74 && typeof data74 == "object" && !Array.isArray(data74)){
if(data74.max === undefined){
return false;
}
for(const key13 in data74){
if(!((key13 === "min") || (key13 === "max"))){
return false;
}
}
if(data74.min !== undefined){
let data75 = data74.min;
if(!(((typeof data75 == "number") && (!(data75 % 1) && !isNaN(data75))) && (isFinite(data75)))){
return false;
}
if((typeof data75 == "number") && (isFinite(data75))){
if(data75 > 2147483647 || isNaN(data75)){
return false;
}
if(data75 < 0 || isNaN(data75)){
return false;
}
}
}
if(data74.max !== undefined){
let data76 = data74.max;
if(!(((typeof data76 == "number") && (!(data76 % 1) && !isNaN(data76))) && (isFinite(data76)))){
return false;
}
if((typeof data76 == "number") && (isFinite(data76))){
if(data76 > 2147483647 || isNaN(data76)){
return false;
}
if(data76 < 1 || isNaN(data76)){
return false;
}
}
}
}
else {
return false;
}
}
if(data71.warmWindowSeconds !== undefined){
let data77 = data71.warmWindowSeconds;
if((!(((typeof data77 == "number") && (!(data77 % 1) && !isNaN(data77))) && (isFinite(data77)))) && (data77 !== null)){
return false;
}
if((typeof data77 == "number") && (isFinite(data77))){
if(data77 > 2147483647 || isNaN(data77)){
return false;
}
if(data77 < 0 || isNaN(data77)){
return false;
}
}
}
}
else {
return false;
}
}
if(data23.groupByParent !== undefined){
if(typeof data23.groupByParent !== "boolean"){
return false;
}
}
if(data23.queriesPerItem !== undefined){
let data79 = data23.queriesPerItem;
if(!(((typeof data79 == "number") && (!(data79 % 1) && !isNaN(data79))) && (isFinite(data79)))){
return false;
}
if((typeof data79 == "number") && (isFinite(data79))){
if(data79 > 4294967295 || isNaN(data79)){
return false;
}
if(data79 < 0 || isNaN(data79)){
return false;
}
}
}
}
else {
return false;
}
}
if(data.status !== undefined){
let data80 = data.status;
if((!(data80 && typeof data80 == "object" && !Array.isArray(data80))) && (data80 !== null)){
return false;
}
}
}
else {
return false;
}
validate10.errors = vErrors;
return errors === 0;
}

export const InfraRules = validate11;

const pattern4 = new RegExp("^[-a-z0-9.*]+$", "u");
const pattern8 = new RegExp("^/(metadata/(labels|annotations)|spec)(/([^/~]|~[01])*)*$", "u");
const pattern9 = new RegExp("^([0-9]|[1-9][0-9]|100)%$", "u");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
return false;
}
if(data.kind === undefined){
return false;
}
if(data.metadata === undefined){
return false;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
return false;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
return false;
}
if(!(data0 === "hevlayer.com/v1alpha1")){
return false;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
return false;
}
if(!(data1 === "InfraRules")){
return false;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
return false;
}
for(const key1 in data2){
if(!(func2.call(names2, key1))){
return false;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 253 && func3(data3) > 253){
return false;
}
if(data3.length < 2 && func3(data3) < 1){
return false;
}
}
else {
return false;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(data4.length > 63 && func3(data4) > 63){
return false;
}
if(data4.length < 2 && func3(data4) < 1){
return false;
}
if(!pattern1.test(data4)){
return false;
}
}
else {
return false;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
return false;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
return false;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
return false;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
return false;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
return false;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
return false;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
return false;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
return false;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
return false;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
return false;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
return false;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
return false;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
return false;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
return false;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
return false;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
return false;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
return false;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
return false;
}
}
}
else {
return false;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key4 in data23){
if(!(((((((key4 === "podSecurity") || (key4 === "allowedServiceAccounts")) || (key4 === "allowedSecrets")) || (key4 === "computePools")) || (key4 === "documentCache")) || (key4 === "embedders")) || (key4 === "ocr"))){
return false;
}
}
if(data23.podSecurity !== undefined){
let data24 = data23.podSecurity;
if(typeof data24 !== "string"){
return false;
}
if(!(((data24 === "privileged") || (data24 === "baseline")) || (data24 === "restricted"))){
return false;
}
}
if(data23.allowedServiceAccounts !== undefined){
let data25 = data23.allowedServiceAccounts;
if(Array.isArray(data25)){
if(data25.length > 256){
return false;
}
const len3 = data25.length;
for(let i3=0; i3<len3; i3++){
let data26 = data25[i3];
if(typeof data26 === "string"){
if(data26.length > 253 && func3(data26) > 253){
return false;
}
if(data26.length < 2 && func3(data26) < 1){
return false;
}
if(!pattern4.test(data26)){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data23.allowedSecrets !== undefined){
let data27 = data23.allowedSecrets;
if(Array.isArray(data27)){
if(data27.length > 256){
return false;
}
const len4 = data27.length;
for(let i4=0; i4<len4; i4++){
let data28 = data27[i4];
if(typeof data28 === "string"){
if(data28.length > 253 && func3(data28) > 253){
return false;
}
if(data28.length < 2 && func3(data28) < 1){
return false;
}
if(!pattern4.test(data28)){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data23.computePools !== undefined){
let data29 = data23.computePools;
if(Array.isArray(data29)){
if(data29.length > 1024){
return false;
}
const len5 = data29.length;
for(let i5=0; i5<len5; i5++){
let data30 = data29[i5];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.name === undefined){
return false;
}
if(data30.kind === undefined){
return false;
}
if(data30.maxReplicasPerWorkload === undefined){
return false;
}
for(const key5 in data30){
if(!(func2.call(names3, key5))){
return false;
}
}
if(data30.name !== undefined){
let data31 = data30.name;
if(typeof data31 === "string"){
if(data31.length > 253 && func3(data31) > 253){
return false;
}
if(data31.length < 2 && func3(data31) < 1){
return false;
}
}
else {
return false;
}
}
if(data30.kind !== undefined){
let data32 = data30.kind;
if(typeof data32 === "string"){
if(data32.length > 253 && func3(data32) > 253){
return false;
}
if(data32.length < 2 && func3(data32) < 1){
return false;
}
}
else {
return false;
}
}
if(data30.gpuType !== undefined){
let data33 = data30.gpuType;
if((typeof data33 !== "string") && (data33 !== null)){
return false;
}
if(typeof data33 === "string"){
if(data33.length > 253 && func3(data33) > 253){
return false;
}
}
}
if(data30.nodeSelector !== undefined){
let data34 = data30.nodeSelector;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(Object.keys(data34).length > 256){
return false;
}
for(const key6 in data34){
if(typeof data34[key6] !== "string"){
return false;
}
}
}
else {
return false;
}
}
if(data30.tolerations !== undefined){
let data36 = data30.tolerations;
if(Array.isArray(data36)){
if(data36.length > 256){
return false;
}
const len6 = data36.length;
for(let i6=0; i6<len6; i6++){
let data37 = data36[i6];
if(!(data37 && typeof data37 == "object" && !Array.isArray(data37))){
return false;
}
}
}
else {
return false;
}
}
if(data30.resources !== undefined){
let data38 = data30.resources;
if(!(data38 && typeof data38 == "object" && !Array.isArray(data38))){
return false;
}
}
if(data30.maxReplicasPerWorkload !== undefined){
let data39 = data30.maxReplicasPerWorkload;
if(!(((typeof data39 == "number") && (!(data39 % 1) && !isNaN(data39))) && (isFinite(data39)))){
return false;
}
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 2147483647 || isNaN(data39)){
return false;
}
if(data39 < 0 || isNaN(data39)){
return false;
}
}
}
if(data30.maxReplicasTotal !== undefined){
let data40 = data30.maxReplicasTotal;
if(!(((typeof data40 == "number") && (!(data40 % 1) && !isNaN(data40))) && (isFinite(data40)))){
return false;
}
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 2147483647 || isNaN(data40)){
return false;
}
if(data40 < 0 || isNaN(data40)){
return false;
}
}
}
if(data30.podSecurity !== undefined){
let data41 = data30.podSecurity;
if(typeof data41 !== "string"){
return false;
}
if(!(((data41 === "privileged") || (data41 === "baseline")) || (data41 === "restricted"))){
return false;
}
}
if(data30.allowedServiceAccounts !== undefined){
let data42 = data30.allowedServiceAccounts;
if(Array.isArray(data42)){
if(data42.length > 256){
return false;
}
const len7 = data42.length;
for(let i7=0; i7<len7; i7++){
let data43 = data42[i7];
if(typeof data43 === "string"){
if(data43.length > 253 && func3(data43) > 253){
return false;
}
if(data43.length < 2 && func3(data43) < 1){
return false;
}
if(!pattern4.test(data43)){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data30.allowedSecrets !== undefined){
let data44 = data30.allowedSecrets;
if(Array.isArray(data44)){
if(data44.length > 256){
return false;
}
const len8 = data44.length;
for(let i8=0; i8<len8; i8++){
let data45 = data44[i8];
if(typeof data45 === "string"){
if(data45.length > 253 && func3(data45) > 253){
return false;
}
if(data45.length < 2 && func3(data45) < 1){
return false;
}
if(!pattern4.test(data45)){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data30.template !== undefined){
let data46 = data30.template;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
for(const key7 in data46){
if(!((key7 === "metadata") || (key7 === "spec"))){
return false;
}
}
if(data46.metadata !== undefined){
let data47 = data46.metadata;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
for(const key8 in data47){
if(!((key8 === "labels") || (key8 === "annotations"))){
return false;
}
}
if(data47.labels !== undefined){
let data48 = data47.labels;
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(Object.keys(data48).length > 256){
return false;
}
for(const key9 in data48){
if(typeof data48[key9] !== "string"){
return false;
}
}
}
else {
return false;
}
}
if(data47.annotations !== undefined){
let data50 = data47.annotations;
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(Object.keys(data50).length > 256){
return false;
}
for(const key10 in data50){
if(typeof data50[key10] !== "string"){
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data46.spec !== undefined){
let data52 = data46.spec;
if(!(data52 && typeof data52 == "object" && !Array.isArray(data52))){
return false;
}
}
}
else {
return false;
}
}
if(data30.protected !== undefined){
let data53 = data30.protected;
if(Array.isArray(data53)){
if(data53.length > 64){
return false;
}
const len9 = data53.length;
for(let i9=0; i9<len9; i9++){
let data54 = data53[i9];
if(typeof data54 === "string"){
if(data54.length > 512 && func3(data54) > 512){
return false;
}
if(!pattern8.test(data54)){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data30.disruption !== undefined){
let data55 = data30.disruption;
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
for(const key11 in data55){
if(!(key11 === "maxUnavailable")){
return false;
}
}
if(data55.maxUnavailable !== undefined){
let data56 = data55.maxUnavailable;
if((!(((typeof data56 == "number") && (!(data56 % 1) && !isNaN(data56))) && (isFinite(data56)))) && (typeof data56 !== "string")){
return false;
}
if((typeof data56 == "number") && (isFinite(data56))){
if(data56 > 2147483647 || isNaN(data56)){
return false;
}
if(data56 < 0 || isNaN(data56)){
return false;
}
}
if(typeof data56 === "string"){
if(!pattern9.test(data56)){
return false;
}
}
}
}
else {
return false;
}
}
if(data30.rollout !== undefined){
let data57 = data30.rollout;
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
for(const key12 in data57){
if(!((((key12 === "minReadySeconds") || (key12 === "maxSurge")) || (key12 === "maxUnavailable")) || (key12 === "progressDeadlineSeconds"))){
return false;
}
}
if(data57.minReadySeconds !== undefined){
let data58 = data57.minReadySeconds;
if(!(((typeof data58 == "number") && (!(data58 % 1) && !isNaN(data58))) && (isFinite(data58)))){
return false;
}
if((typeof data58 == "number") && (isFinite(data58))){
if(data58 > 2147483647 || isNaN(data58)){
return false;
}
if(data58 < 0 || isNaN(data58)){
return false;
}
}
}
if(data57.maxSurge !== undefined){
let data59 = data57.maxSurge;
if((!(((typeof data59 == "number") && (!(data59 % 1) && !isNaN(data59))) && (isFinite(data59)))) && (typeof data59 !== "string")){
return false;
}
if((typeof data59 == "number") && (isFinite(data59))){
if(data59 > 2147483647 || isNaN(data59)){
return false;
}
if(data59 < 0 || isNaN(data59)){
return false;
}
}
if(typeof data59 === "string"){
if(!pattern9.test(data59)){
return false;
}
}
}
if(data57.maxUnavailable !== undefined){
let data60 = data57.maxUnavailable;
if((!(((typeof data60 == "number") && (!(data60 % 1) && !isNaN(data60))) && (isFinite(data60)))) && (typeof data60 !== "string")){
return false;
}
if((typeof data60 == "number") && (isFinite(data60))){
if(data60 > 2147483647 || isNaN(data60)){
return false;
}
if(data60 < 0 || isNaN(data60)){
return false;
}
}
if(typeof data60 === "string"){
if(!pattern9.test(data60)){
return false;
}
}
}
if(data57.progressDeadlineSeconds !== undefined){
let data61 = data57.progressDeadlineSeconds;
if(!(((typeof data61 == "number") && (!(data61 % 1) && !isNaN(data61))) && (isFinite(data61)))){
return false;
}
if((typeof data61 == "number") && (isFinite(data61))){
if(data61 > 2147483647 || isNaN(data61)){
return false;
}
if(data61 < 1 || isNaN(data61)){
return false;
}
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data23.documentCache !== undefined){
let data62 = data23.documentCache;
if((!(data62 && typeof data62 == "object" && !Array.isArray(data62))) && (data62 !== null)){
return false;
}
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.capGiB === undefined){
return false;
}
if(data62.replicationFactor === undefined){
return false;
}
if(data62.scaling === undefined){
return false;
}
for(const key13 in data62){
if(!(((key13 === "capGiB") || (key13 === "replicationFactor")) || (key13 === "scaling"))){
return false;
}
}
if(data62.capGiB !== undefined){
let data63 = data62.capGiB;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
return false;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 9007199254740991 || isNaN(data63)){
return false;
}
if(data63 < 0 || isNaN(data63)){
return false;
}
}
}
if(data62.replicationFactor !== undefined){
let data64 = data62.replicationFactor;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
return false;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 2147483647 || isNaN(data64)){
return false;
}
if(data64 < 1 || isNaN(data64)){
return false;
}
}
}
if(data62.scaling !== undefined){
let data65 = data62.scaling;
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
if(data65.nodes === undefined){
return false;
}
for(const key14 in data65){
if(!((key14 === "mode") || (key14 === "nodes"))){
return false;
}
}
if(data65.mode !== undefined){
let data66 = data65.mode;
if(typeof data66 !== "string"){
return false;
}
if(!((data66 === "autoscale") || (data66 === "fixed"))){
return false;
}
}
if(data65.nodes !== undefined){
let data67 = data65.nodes;
if(data67 && typeof data67 == "object" && !Array.isArray(data67)){
if(data67.min === undefined){
return false;
}
if(data67.max === undefined){
return false;
}
for(const key15 in data67){
if(!((key15 === "min") || (key15 === "max"))){
return false;
}
}
if(data67.min !== undefined){
let data68 = data67.min;
if(!(((typeof data68 == "number") && (!(data68 % 1) && !isNaN(data68))) && (isFinite(data68)))){
return false;
}
if((typeof data68 == "number") && (isFinite(data68))){
if(data68 > 2147483647 || isNaN(data68)){
return false;
}
if(data68 < 0 || isNaN(data68)){
return false;
}
}
}
if(data67.max !== undefined){
let data69 = data67.max;
if(!(((typeof data69 == "number") && (!(data69 % 1) && !isNaN(data69))) && (isFinite(data69)))){
return false;
}
if((typeof data69 == "number") && (isFinite(data69))){
if(data69 > 2147483647 || isNaN(data69)){
return false;
}
if(data69 < 1 || isNaN(data69)){
return false;
}
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
}
}
if(data23.embedders !== undefined){
let data70 = data23.embedders;
if(Array.isArray(data70)){
if(data70.length > 1024){
return false;
}
const len10 = data70.length;
for(let i10=0; i10<len10; i10++){
let data71 = data70[i10];
if(!(data71 && typeof data71 == "object" && !Array.isArray(data71))){
return false;
}
}
}
else {
return false;
}
}
if(data23.ocr !== undefined){
let data72 = data23.ocr;
if(Array.isArray(data72)){
if(data72.length > 1024){
return false;
}
const len11 = data72.length;
for(let i11=0; i11<len11; i11++){
let data73 = data72[i11];
if(!(data73 && typeof data73 == "object" && !Array.isArray(data73))){
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data.status !== undefined){
let data74 = data.status;
if((!(data74 && typeof data74 == "object" && !Array.isArray(data74))) && (data74 !== null)){
return false;
}
}
}
else {
return false;
}
validate11.errors = vErrors;
return errors === 0;
}

export const Index = validate12;


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
return false;
}
if(data.kind === undefined){
return false;
}
if(data.metadata === undefined){
return false;
}
if(data.spec === undefined){
return false;
}
for(const key0 in data){
if(!(((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec")) || (key0 === "status"))){
return false;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
return false;
}
if(!(data0 === "hevlayer.com/v1")){
return false;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
return false;
}
if(!(data1 === "Index")){
return false;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
return false;
}
for(const key1 in data2){
if(!(func2.call(names4, key1))){
return false;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 253 && func3(data3) > 253){
return false;
}
if(data3.length < 2 && func3(data3) < 1){
return false;
}
if(!pattern0.test(data3)){
return false;
}
}
else {
return false;
}
}
if(data2.namespace !== undefined){
let data4 = data2.namespace;
if(typeof data4 === "string"){
if(data4.length > 63 && func3(data4) > 63){
return false;
}
if(data4.length < 2 && func3(data4) < 1){
return false;
}
if(!pattern1.test(data4)){
return false;
}
}
else {
return false;
}
}
if(data2.labels !== undefined){
let data5 = data2.labels;
if((!(data5 && typeof data5 == "object" && !Array.isArray(data5))) && (data5 !== null)){
return false;
}
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 in data5){
if(typeof data5[key2] !== "string"){
return false;
}
}
}
}
if(data2.annotations !== undefined){
let data7 = data2.annotations;
if((!(data7 && typeof data7 == "object" && !Array.isArray(data7))) && (data7 !== null)){
return false;
}
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key3 in data7){
if(typeof data7[key3] !== "string"){
return false;
}
}
}
}
if(data2.generateName !== undefined){
if(typeof data2.generateName !== "string"){
return false;
}
}
if(data2.finalizers !== undefined){
let data10 = data2.finalizers;
if((!(Array.isArray(data10))) && (data10 !== null)){
return false;
}
if(Array.isArray(data10)){
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
if(typeof data10[i0] !== "string"){
return false;
}
}
}
}
if(data2.ownerReferences !== undefined){
let data12 = data2.ownerReferences;
if((!(Array.isArray(data12))) && (data12 !== null)){
return false;
}
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i1=0; i1<len1; i1++){
let data13 = data12[i1];
if(!(data13 && typeof data13 == "object" && !Array.isArray(data13))){
return false;
}
}
}
}
if(data2.managedFields !== undefined){
let data14 = data2.managedFields;
if((!(Array.isArray(data14))) && (data14 !== null)){
return false;
}
if(Array.isArray(data14)){
const len2 = data14.length;
for(let i2=0; i2<len2; i2++){
let data15 = data14[i2];
if(!(data15 && typeof data15 == "object" && !Array.isArray(data15))){
return false;
}
}
}
}
if(data2.uid !== undefined){
if(typeof data2.uid !== "string"){
return false;
}
}
if(data2.resourceVersion !== undefined){
if(typeof data2.resourceVersion !== "string"){
return false;
}
}
if(data2.generation !== undefined){
let data18 = data2.generation;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
return false;
}
}
if(data2.creationTimestamp !== undefined){
let data19 = data2.creationTimestamp;
if((typeof data19 !== "string") && (data19 !== null)){
return false;
}
}
if(data2.deletionTimestamp !== undefined){
let data20 = data2.deletionTimestamp;
if((typeof data20 !== "string") && (data20 !== null)){
return false;
}
}
if(data2.deletionGracePeriodSeconds !== undefined){
let data21 = data2.deletionGracePeriodSeconds;
if((!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))) && (data21 !== null)){
return false;
}
}
if(data2.selfLink !== undefined){
if(typeof data2.selfLink !== "string"){
return false;
}
}
}
else {
return false;
}
}
if(data.spec !== undefined){
let data23 = data.spec;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.backend === undefined){
return false;
}
if(data23.backend !== undefined){
let data24 = data23.backend;
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
if(data24.namespace !== undefined){
let data25 = data24.namespace;
if((typeof data25 !== "string") && (data25 !== null)){
return false;
}
if(typeof data25 === "string"){
if(data25.length > 256 && func3(data25) > 256){
return false;
}
if(data25.length < 2 && func3(data25) < 1){
return false;
}
}
}
}
else {
return false;
}
}
if(data23.metadata !== undefined){
let data26 = data23.metadata;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.labels !== undefined){
let data27 = data26.labels;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
if(Object.keys(data27).length > 1024){
return false;
}
for(const key4 in data27){
if(typeof data27[key4] !== "string"){
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data.status !== undefined){
let data29 = data.status;
if((!(data29 && typeof data29 == "object" && !Array.isArray(data29))) && (data29 !== null)){
return false;
}
}
}
else {
return false;
}
validate12.errors = vErrors;
return errors === 0;
}

export const Project = validate13;


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "inputs") || (key0 === "outDir")) || (key0 === "stockPools")) || (key0 === "warningsAsErrors")) || (key0 === "settings"))){
return false;
}
}
if(data.inputs !== undefined){
let data0 = data.inputs;
if(Array.isArray(data0)){
if(data0.length > 100){
return false;
}
if(data0.length < 1){
return false;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(data1.length > 1024 && func3(data1) > 1024){
return false;
}
if(data1.length < 2 && func3(data1) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data.outDir !== undefined){
let data2 = data.outDir;
if(typeof data2 === "string"){
if(data2.length > 1024 && func3(data2) > 1024){
return false;
}
if(data2.length < 2 && func3(data2) < 1){
return false;
}
}
else {
return false;
}
}
if(data.stockPools !== undefined){
if(typeof data.stockPools !== "boolean"){
return false;
}
}
if(data.warningsAsErrors !== undefined){
let data4 = data.warningsAsErrors;
if(Array.isArray(data4)){
if(data4.length > 100){
return false;
}
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 === "string"){
if(data5.length > 64 && func3(data5) > 64){
return false;
}
if(data5.length < 2 && func3(data5) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data.settings !== undefined){
let data6 = data.settings;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 in data6){
if(!(func2.call(names5, key1))){
return false;
}
}
if(data6.gatewayBaseUrl !== undefined){
let data7 = data6.gatewayBaseUrl;
if(typeof data7 === "string"){
if(data7.length > 2048 && func3(data7) > 2048){
return false;
}
}
else {
return false;
}
}
if(data6.metricsServer !== undefined){
let data8 = data6.metricsServer;
if(typeof data8 === "string"){
if(data8.length > 2048 && func3(data8) > 2048){
return false;
}
}
else {
return false;
}
}
if(data6.gatewaySecretName !== undefined){
let data9 = data6.gatewaySecretName;
if(typeof data9 === "string"){
if(data9.length > 253 && func3(data9) > 253){
return false;
}
}
else {
return false;
}
}
if(data6.gatewaySecretKey !== undefined){
let data10 = data6.gatewaySecretKey;
if(typeof data10 === "string"){
if(data10.length > 253 && func3(data10) > 253){
return false;
}
}
else {
return false;
}
}
if(data6.maxReplicasCeiling !== undefined){
let data11 = data6.maxReplicasCeiling;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
return false;
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 999999999 || isNaN(data11)){
return false;
}
if(data11 < 1 || isNaN(data11)){
return false;
}
}
}
if(data6.metricsJob !== undefined){
let data12 = data6.metricsJob;
if(typeof data12 === "string"){
if(data12.length > 1024 && func3(data12) > 1024){
return false;
}
}
else {
return false;
}
}
if(data6.ignoreWarnings !== undefined){
let data13 = data6.ignoreWarnings;
if(Array.isArray(data13)){
if(data13.length > 100){
return false;
}
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
let data14 = data13[i2];
if(typeof data14 === "string"){
if(data14.length > 64 && func3(data14) > 64){
return false;
}
if(data14.length < 2 && func3(data14) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data6.kubernetesVersion !== undefined){
let data15 = data6.kubernetesVersion;
if(typeof data15 === "string"){
if(data15.length > 32 && func3(data15) > 32){
return false;
}
}
else {
return false;
}
}
if(data6.namespace !== undefined){
let data16 = data6.namespace;
if(typeof data16 === "string"){
if(data16.length > 63 && func3(data16) > 63){
return false;
}
}
else {
return false;
}
}
if(data6.gatewayPods !== undefined){
let data17 = data6.gatewayPods;
if(typeof data17 === "string"){
if(data17.length > 1024 && func3(data17) > 1024){
return false;
}
}
else {
return false;
}
}
if(data6.propagateLabels !== undefined){
let data18 = data6.propagateLabels;
if(Array.isArray(data18)){
if(data18.length > 100){
return false;
}
const len3 = data18.length;
for(let i3=0; i3<len3; i3++){
let data19 = data18[i3];
if(typeof data19 === "string"){
if(data19.length > 317 && func3(data19) > 317){
return false;
}
if(data19.length < 2 && func3(data19) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
if(data6.propagateAnnotations !== undefined){
let data20 = data6.propagateAnnotations;
if(Array.isArray(data20)){
if(data20.length > 100){
return false;
}
const len4 = data20.length;
for(let i4=0; i4<len4; i4++){
let data21 = data20[i4];
if(typeof data21 === "string"){
if(data21.length > 317 && func3(data21) > 317){
return false;
}
if(data21.length < 2 && func3(data21) < 1){
return false;
}
}
else {
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
}
}
else {
return false;
}
validate13.errors = vErrors;
return errors === 0;
}

const names0 = {"name":true,"namespace":true,"labels":true,"annotations":true,"generateName":true,"finalizers":true,"ownerReferences":true,"managedFields":true,"uid":true,"resourceVersion":true,"generation":true,"creationTimestamp":true,"deletionTimestamp":true,"deletionGracePeriodSeconds":true,"selfLink":true};
const names1 = {"paused":true,"targetNamespaces":true,"indexSelector":true,"inputs":true,"filter":true,"output":true,"version":true,"invalidates":true,"triggers":true,"worker":true,"schedule":true,"retry":true,"scaling":true,"groupByParent":true,"queriesPerItem":true};
const names2 = {"name":true,"namespace":true,"labels":true,"annotations":true,"generateName":true,"finalizers":true,"ownerReferences":true,"managedFields":true,"uid":true,"resourceVersion":true,"generation":true,"creationTimestamp":true,"deletionTimestamp":true,"deletionGracePeriodSeconds":true,"selfLink":true};
const names3 = {"name":true,"kind":true,"gpuType":true,"nodeSelector":true,"tolerations":true,"resources":true,"maxReplicasPerWorkload":true,"maxReplicasTotal":true,"podSecurity":true,"allowedServiceAccounts":true,"allowedSecrets":true,"template":true,"protected":true,"disruption":true,"rollout":true};
const names4 = {"name":true,"namespace":true,"labels":true,"annotations":true,"generateName":true,"finalizers":true,"ownerReferences":true,"managedFields":true,"uid":true,"resourceVersion":true,"generation":true,"creationTimestamp":true,"deletionTimestamp":true,"deletionGracePeriodSeconds":true,"selfLink":true};
const names5 = {"gatewayBaseUrl":true,"metricsServer":true,"gatewaySecretName":true,"gatewaySecretKey":true,"maxReplicasCeiling":true,"metricsJob":true,"ignoreWarnings":true,"kubernetesVersion":true,"namespace":true,"gatewayPods":true,"propagateLabels":true,"propagateAnnotations":true};
function codePoints(text) {
let length = text.length;
for(let i = 0; i < text.length; i++){
if(text.codePointAt(i) > 0xffff){
length--;
i++;
}
}
return length;
}
