#include <curl/curl.h>

// Swift sees no functions with a variable number of arguments: one for each type of argument that we give.
static inline CURLcode portico_curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode portico_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode portico_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode portico_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode portico_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode portico_curl_set_reader(
    CURL *handle, size_t (*read)(char *, size_t, size_t, void *), void *value) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
    return code ? code : curl_easy_setopt(handle, CURLOPT_READDATA, value);
}
static inline CURLcode portico_curl_set_listener(
    CURL *handle, int (*hear)(CURL *, curl_infotype, char *, size_t, void *), void *value) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, hear);
    return code ? code : curl_easy_setopt(handle, CURLOPT_DEBUGDATA, value);
}
static inline CURLcode portico_curl_set_progress(
    CURL *handle, int (*go_on)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t), void *value) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, go_on);
    return code ? code : curl_easy_setopt(handle, CURLOPT_XFERINFODATA, value);
}
static inline CURLcode portico_curl_set_writer(
    CURL *handle, size_t (*write)(char *, size_t, size_t, void *), void *value) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, write);
    return code ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, value);
}
static inline CURLcode portico_curl_set_socket_opener(
    CURL *handle, curl_socket_t (*open)(void *, curlsocktype, struct curl_sockaddr *), void *value) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
    return code ? code : curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, value);
}
static inline CURLcode portico_curl_get_number(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}
